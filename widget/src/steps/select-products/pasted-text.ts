import { cleanTyped } from "../../format/clean-text.ts";

/** A code with a digit, then how it is taken, then `x30`. */
export const productLine =
  /^([\p{L}]{1,8}[-_.]?\d[\w.-]*)[\s,;:]+(.*?)[\s….,;]*[x×*]\s?((?=0*[1-9])\d{1,6})$/iu;

/** The lines of a text that are not empty. */
export const linesOf = (text: string) =>
  text
    .split(/[\r\n]+/)
    .map(cleanTyped)
    .filter(Boolean);

/** The words of a text. */
export const wordsOf = (text: string) => text.split(/[\s,;/]+/).filter(Boolean);

/** Whether each line of a text is a product. */
export function areProductLines(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => productLine.test(line));
}

/** Whether a text is nothing but two or more ICD-10 codes: "R51, J00". */
export function areCodes(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 1 && words.every((word) => /^[a-z]\d[\da-z](\.?[\da-z]{1,4})?$/i.test(word));
}
