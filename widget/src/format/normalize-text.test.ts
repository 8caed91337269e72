import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesQuery, normalizeText } from "./normalize-text.ts";

describe("Words that are searched", () => {
  it("are found without their accents and capitals", () => {
    assert.equal(normalizeText("Río ÁLTO"), "rio alto");
    assert.ok(matchesQuery("Río Claro 7", "rio cla"));
    assert.ok(matchesQuery("Rio Claro", "RÍO"));
  });

  it("are found in any order, and only all together", () => {
    assert.ok(matchesQuery("Santa Bonito 3", "bonito santa"));
    assert.ok(!matchesQuery("Santa Bonito 3", "bonito claro"));
  });

  it("are all of them when nothing is asked", () => assert.ok(matchesQuery("Anything", "  ")));
});
