import { globSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { inRepository } from "../../stack/repository.ts";

/** A built file of the widget and what it weighs on the wire, in bytes: Brotli at 11, gzip at 9. */
export type Weight = { file: string; brotli: number; gzip: number };

export const brotliOf = (content: Uint8Array): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

export const gzipOf = (content: Uint8Array): number => gzipSync(content, { level: 9 }).length;

/** Every script that the widget was built into, by its path below `widget/dist`. */
export function weighWidget(): Map<string, Weight> {
  const files = globSync("**/*.js", { cwd: inRepository("widget/dist"), exclude: ["npm/**"] }).sort();
  if (!files.includes("loader.js")) throw new Error("There is no built widget; try: pnpm build");
  return new Map(
    files.map((file) => {
      const content = readFileSync(inRepository(`widget/dist/${file}`));
      return [file, { file, brotli: brotliOf(content), gzip: gzipOf(content) }];
    }),
  );
}

/** Sum of what these files weigh. */
export function sumOf(files: Iterable<string>, weights: Map<string, Weight>, as: "brotli" | "gzip"): number {
  let sum = 0;
  for (const file of files) {
    const weight = weights.get(file);
    if (!weight) throw new Error(`A page loaded ${file}, which is not in widget/dist: build it again.`);
    sum += weight[as];
  }
  return sum;
}
