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

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(inRepository(target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** The anchors that GitHub makes of a page's headings. */
function headingsOf(text: string): string[] {
  const headings = [...withoutCode(text, "blocks").matchAll(/^#+ (.+)$/gm)].map(([, title]) => title ?? "");
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

/** A page without its code, where nothing is a link. `blocks`: keeps what stands in single backticks. */
function withoutCode(text: string, kinds: "all" | "blocks" = "all"): string {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  return kinds === "blocks" ? prose : prose.replace(/`[^`\n]*`/g, "");
}
