import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readDocumentation } from "./documents.ts";
import { listFolder } from "./repository-files.ts";

/** Paths that a page links to inside the site, with their anchors. */
const linksOf = (path: string, page: string) =>
  [...page.matchAll(/<(?:a|img)\s[^>]*?(?:href|src)="([^"]+)"/g)]
    .map(([, link = ""]) => new URL(link.replaceAll("&amp;", "&"), `http://site.invalid/docs/${path}`))
    .filter(({ host, pathname }) => host === "site.invalid" && pathname !== "/");

describe("the documentation in the playground", () => {
  it("has no link that leads nowhere", async () => {
    const pages = new Map<string, string>();
    const dead: string[] = [];
    const read = async (path: string, from: string) => {
      const known = pages.get(path);
      if (known !== undefined) return known;
      const file = await readDocumentation(path);
      if (!file) dead.push(`${path}, from ${from}`);
      const page = file?.type.startsWith("text/html") ? String(file.body) : "";
      pages.set(path, page);
      for (const { pathname, hash } of linksOf(path, page)) {
        const target = await read(pathname.replace("/docs/", ""), path);
        const anchor = decodeURIComponent(hash.slice(1));
        if (anchor && target && !target.includes(`id="${anchor}"`))
          dead.push(`${pathname}${hash}, from ${path}`);
      }
      return page;
    };
    await read("README.md", "");
    for (const folder of ["widget/docs", "bff/docs"])
      for (const name of (await listFolder(folder)) ?? []) await read(`${folder}/${name}`, "");
    assert.ok(pages.size > 100, `only ${pages.size} pages were read`);
    assert.ok(pages.has("bff/token-route/token-route.js"));
    assert.deepEqual(dead, []);
  });

  it("lists a folder with what git keeps of it", async () => {
    const names = (await listFolder("test/examples")) ?? [];
    assert.ok(names.includes("next/") && names.includes("example.ts"));
    assert.ok(!names.includes("node_modules/"));
    assert.deepEqual(await listFolder("node_modules"), undefined);
    assert.deepEqual(await listFolder("test/../.git"), undefined);
  });
});
