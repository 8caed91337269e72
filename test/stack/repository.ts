import { fileURLToPath } from "node:url";

/** Absolute path of something in this repository, from its top. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
