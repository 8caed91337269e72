import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { folded, mentions } from "./normalize-text.ts";

describe("Words that are searched", () => {
  it("are found without their accents and capitals", () => {
    assert.equal(folded("Río ÁLTO"), "rio alto");
    assert.ok(mentions("Río Claro 7", "rio cla"));
    assert.ok(mentions("Rio Claro", "RÍO"));
  });

  it("are found in any order, and only all together", () => {
    assert.ok(mentions("Santa Bonito 3", "bonito santa"));
    assert.ok(!mentions("Santa Bonito 3", "bonito claro"));
  });

  it("are all of them when nothing is asked", () => assert.ok(mentions("Anything", "  ")));
});
