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
    const [script, ...others] = chunks.filter(([, { isEntry }]) => isEntry);
    assert.deepEqual(others, []);
    assert.deepEqual(script?.[1].imports ?? [], []);
  });
});
