import { cleanTyped } from "../../format/clean-text.ts";

/** A product as a line of a list or a message gives it. */
export type PastedProduct = { code: string; quantity: number; posology?: string | undefined };

/** A code with a digit, then how it is taken, then `x30`. */
const productLine = /^([\p{L}]{1,8}[-_.]?\d[\w.-]*)[\s,;:]+(.*?)[\s….,;]*[x×*]\s?(\d{1,6})$/iu;

/** The products of a text with one on each line; none where a line is something else. */
export function readProductLines(text: string): PastedProduct[] {
  const lines = text.split(/[\r\n]+/).map(cleanTyped);
  const products = lines.filter(Boolean).map((line) => {
    const [, code = "", posology, quantity] = productLine.exec(line) ?? [];
    return { code: code.toUpperCase(), quantity: Number(quantity), posology: posology || undefined };
  });
  return products.every(({ code, quantity }) => code && quantity > 0) ? products : [];
}

/** The ICD-10 codes of a text that is nothing but two or more of them: "R51, J00". */
export function readCodes(text: string): string[] {
  const codes = cleanTyped(text)
    .split(/[\s,;/]+/)
    .filter(Boolean);
  const areCodes = codes.every((code) => /^[a-z]\d[\da-z](\.?[\da-z]{1,4})?$/i.test(code));
  return areCodes && codes.length > 1 ? [...new Set(codes.map((code) => code.toUpperCase()))] : [];
}
