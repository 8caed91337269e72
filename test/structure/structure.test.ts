import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { cyclesIn, folderOf, foldersOf, type Graph, importsIn, readImports } from "./import-graph.ts";
import { bffLayers, type Layers, widgetLayers } from "./layers.ts";

const graph = (edges: Record<string, string[]>): Graph =>
  new Map(Object.entries(edges).map(([node, imported]) => [node, new Set(imported)]));

/** Imports between folders that the layers do not list, as `file → file`. */
function violations(files: Graph, layers: Layers): string[] {
  return [...files].flatMap(([file, imported]) =>
    [...imported]
      .filter((target) => folderOf(target) !== folderOf(file))
      .filter((target) => !layers[folderOf(file)]?.includes(folderOf(target)))
      .map((target) => `${file} → ${target}`),
  );
}

describe("the check", () => {
  test("counts imports, exports, types and lazy imports", () => {
    const source = `
      import { a } from "./a.ts";
      import type { B } from "../b.ts";
      export { c } from "./c.ts";
      import {
        d,
      } from "./d.ts";
      import "./e.ts";
      const load = () => import("./f.ts");
      type G = import("./g.ts").G;
      import koa from "koa";
    `;
    const found = ["./a.ts", "../b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts", "./g.ts"];
    assert.deepEqual(importsIn(source), found);
  });

  test("finds each cycle once, and none where there is none", () => {
    const edges = { a: ["b"], b: ["c"], c: ["a", "d"], d: ["e"], e: ["f"], f: ["e"], g: ["g", "a"] };
    assert.deepEqual(cyclesIn(graph(edges)), [["a", "b", "c"], ["e", "f"], ["g"]]);
    assert.deepEqual(cyclesIn(graph({ a: ["b", "c"], b: ["c"], c: [] })), []);
  });

  test("finds folders that import each other though their files do not", () => {
    const files = graph({ "a/1.ts": ["b/1.ts"], "b/1.ts": [], "b/2.ts": ["a/2.ts"], "a/2.ts": [] });
    assert.deepEqual(cyclesIn(files), []);
    assert.deepEqual(cyclesIn(foldersOf(files)), [["a", "b"]]);
  });

  test("finds an import that the layers do not list", () => {
    const files = graph({ "a/1.ts": ["b/1.ts", "a/2.ts"], "b/1.ts": ["a/2.ts"], "a/2.ts": [] });
    assert.deepEqual(violations(files, { a: ["b"], b: [] }), ["b/1.ts → a/2.ts"]);
    assert.deepEqual(violations(files, {}), ["a/1.ts → b/1.ts", "b/1.ts → a/2.ts"]);
  });
});

for (const [folder, layers] of [
  ["bff/src", bffLayers],
  ["widget/src", widgetLayers],
] as const) {
  describe(folder, () => {
    const files = readImports(inRepository(folder));

    test("has no file that imports itself by way of others", () => assert.deepEqual(cyclesIn(files), []));

    test("has no folder that imports itself by way of others", () =>
      assert.deepEqual(cyclesIn(foldersOf(files)), []));

    test("imports downwards only", () => assert.deepEqual(violations(files, layers), []));

    test("has layers for every folder, and they form no cycle", () => {
      const allowed = graph(layers as Record<string, string[]>);
      const unlisted = [...foldersOf(files).keys()].filter((name) => !(name in layers));
      assert.deepEqual(unlisted, []);
      assert.deepEqual(cyclesIn(allowed), []);
    });
  });
}

test("shared/src has no file that imports itself by way of others", () => {
  const files = readImports(inRepository("shared/src"));
  assert.ok(files.size > 10);
  assert.deepEqual(cyclesIn(files), []);
});
