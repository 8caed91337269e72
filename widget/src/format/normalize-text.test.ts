import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesQuery, normalizeText } from "./normalize-text.ts";

describe("Normalized text", () => {
  it("match without accents and capitals", () => {
    assert.equal(normalizeText("Río ÁLTO"), "rio alto");
    assert.ok(matchesQuery("Río Claro 7", "rio cla"));
    assert.ok(matchesQuery("Rio Claro", "RÍO"));
  });

  it("match in any order, and only all together", () => {
    assert.ok(matchesQuery("Santa Bonito 3", "bonito santa"));
    assert.ok(!matchesQuery("Santa Bonito 3", "bonito claro"));
  });

  it("match an empty query", () => assert.ok(matchesQuery("Anything", "  ")));
});
