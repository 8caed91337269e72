import assert from "node:assert/strict";
import { test } from "node:test";
import { maskDestination } from "./mask-destination.ts";

for (const [given, shown] of [
  ["+57 300 *** ** 42", "+57 300 *** ** 42"],
  ["d****l@m***.example", "d****l@m***.example"],
  ["XXX-XXX-0042", "XXX-XXX-0042"],
  ["+57 300 xxx xx 42", "+57 300 xxx xx 42"],
  ["+57 300 123 45 42", "+** *** *** ** 42"],
  ["dana@mail.example", "****@****.*****le"],
  ["alexxa.perez@mail.example", "******.*****@****.*****le"],
  ["xx.perez@mail.example", "**.*****@****.*****le"],
  ["dxxxxl@mxxx.example", "******@****.*****le"],
  [undefined, undefined],
] as const) {
  test(`${given} is shown as ${shown}`, () => {
    assert.equal(maskDestination(given), shown);
  });
}
