import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { deadLinks, withoutBlocks } from "../documentation/links.ts";
import { inRepository } from "../stack/repository.ts";

/** Every page of the documentation, from the repository's top. */
const pages = globSync("**/*.md", {
  cwd: inRepository("."),
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
});

describe("The documentation", () => {
  for (const page of pages) {
    it(`${page}: every relative link leads to a file, and to a heading in it`, () => {
      assert.deepEqual(deadLinks(inRepository("."), page), []);
    });

    it(`${page}: every path in backticks exists`, () => {
      assert.deepEqual(
        pathsOf(page).filter((path) => !existsSync(inRepository(path))),
        [],
      );
    });
  }
});

function read(page: string): string {
  return readFileSync(inRepository(page), "utf8");
}

/** Paths of files and folders that a page names in backticks, from the repository's top; no generated ones. */
function pathsOf(page: string): string[] {
  const spans = [...withoutBlocks(read(page)).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? "");
  return spans
    .filter((text) => /^(bff|shared|src|test|widget)\/[\w./-]+$/.test(text))
    .filter((text) => !/\/dist\b|^test\/screenshots\/|^test\/bench\/results\.json$/.test(text))
    .map((text) => (text.startsWith("src/") ? `${page.split("/")[0]}/${text}` : text));
}
