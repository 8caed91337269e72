import { readFileSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";

/**
 * An exported type as it stands in a source file, with its doc comments. The formatter gives a declaration its shape:
 * it begins in the first column and ends with the first line that closes it there.
 *
 * @throws Error when the file has no such type.
 */
export function declarationOf(file: string, name: string): string {
  const lines = readFileSync(inRepository(file), "utf8").split("\n");
  const begin = lines.findIndex((line) => new RegExp(`^export (type|interface) ${name}\\b`).test(line));
  if (begin < 0) throw new Error(`${file} has no type ${name}`);
  const end = lines.findIndex((line, index) => index >= begin && /^\S.*;$|^\}|^ {2}\| .*;$/.test(line));
  let first = begin;
  if (lines[begin - 1]?.endsWith("*/"))
    first = lines.findLastIndex((line, index) => index < begin && line.startsWith("/**"));
  return lines
    .slice(first, end + 1)
    .join("\n")
    .replaceAll(/^export /gm, "");
}

/** The names of a type's members, in their order. */
export function memberNames(declaration: string): string[] {
  return [...declaration.matchAll(/^ {2}(?:readonly )?"?([\w-]+)"?(?:<.*>)?[?]?[:(]/gm)].map(
    ([, name]) => name ?? "",
  );
}
