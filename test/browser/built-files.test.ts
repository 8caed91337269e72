import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Manifest } from "vite";
import { inRepository } from "../stack/repository.ts";

const manifest: Manifest = JSON.parse(readFileSync(inRepository("widget/dist/.vite/manifest.json"), "utf8"));
const chunks = Object.entries(manifest);

describe("The files that the build makes", () => {
  it("no file imports a lazy module statically, so that each can be requested under a retry address", () => {
    const imported = new Set(chunks.flatMap(([, { imports = [] }]) => imports));
    const lazy = chunks.filter(([, { isDynamicEntry }]) => isDynamicEntry).map(([module]) => module);
    assert.ok(lazy.length > 10);
    assert.deepEqual(
      lazy.filter((module) => imported.has(module)),
      [],
    );
  });

  it("the script imports no further file: the first screen waits for no second round trip", () => {
    const script = manifest["src/cdn-entry.ts"];
    assert.ok(script?.isEntry);
    assert.deepEqual(script.imports ?? [], []);
  });

  it("the list of requests shares the script of the form, and the form loads nothing of it", () => {
    const list = manifest["src/requests-cdn-entry.ts"];
    assert.equal(list?.file, "requests.js");
    assert.deepEqual(list.imports, ["src/cdn-entry.ts"]);
    const own = list.dynamicImports ?? [];
    assert.equal(own.length, 1);
    const others = chunks.filter(([module]) => module !== "src/requests-cdn-entry.ts");
    assert.ok(others.every(([, { dynamicImports = [] }]) => !dynamicImports.includes(own[0] ?? "")));
  });
});
