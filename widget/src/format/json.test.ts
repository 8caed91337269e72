import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { encodeJson } from "./json.ts";

const prototypes = { Array: Array.prototype, Object: Object.prototype, String: String.prototype };

describe("JSON on a page with Prototype.js", () => {
  afterEach(() => {
    for (const prototype of Object.values(prototypes)) Reflect.deleteProperty(prototype, "toJSON");
  });

  for (const [name, prototype] of Object.entries(prototypes)) {
    it(`does not turn values into text where ${name}.prototype has a toJSON`, () => {
      const value = { products: [{ product_code: "MED-1", tags: ["a", ["b"]] }], empty: [], none: null };
      const expected = JSON.stringify(value);
      Object.defineProperty(prototype, "toJSON", { value: () => '["wrong"]', configurable: true });
      assert.equal(encodeJson(value), expected);
      assert.equal(encodeJson([value]), `[${expected}]`);
    });
  }

  it("encodes everything else as JSON.stringify does", () => {
    const value = { day: new Date(0), text: "é", number: 1.5, missing: undefined, nested: { truth: true } };
    assert.equal(encodeJson(value), JSON.stringify(value));
    assert.equal(encodeJson("text"), '"text"');
  });
});
