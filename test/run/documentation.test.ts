import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { inRepository } from "../stack/repository.ts";

/** Every page of the documentation, from the repository's top. */
const pages = globSync("**/*.md", {
  cwd: inRepository("."),
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
});

describe("The documentation", () => {
  for (const page of pages) {
    it(`${page}: every relative link leads to a file, and to a heading in it`, () => {
      assert.deepEqual(
        linksOf(read(page)).filter((link) => !leadsSomewhere(page, link)),
        [],
      );
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

/** Targets of links and images that are no address of the web. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  const links = [
    ...prose.matchAll(/\]\(([^)\s]+)\)/g),
    ...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ];
  return links.map(([, target]) => target ?? "").filter((target) => !/^[a-z]+:/.test(target));
}

/** Paths of files and folders that a page names in backticks, from the repository's top; no generated ones. */
function pathsOf(page: string): string[] {
  const spans = [...withoutBlocks(read(page)).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? "");
  return spans
    .filter((text) => /^(bff|shared|src|test|widget)\/[\w./-]+$/.test(text))
    .filter((text) => !/\/dist\b|^test\/screenshots\/|^test\/bench\/results\.json$/.test(text))
    .map((text) => (text.startsWith("src/") ? `${page.split("/")[0]}/${text}` : text));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(inRepository(target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** The anchors that GitHub makes of a page's headings. */
function headingsOf(text: string): string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) => title ?? "");
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}

/** A page's prose: in code nothing is a link. */
function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/`[^`\n]*`/g, "");
}
