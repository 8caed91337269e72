import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Fingerprint } from "./fingerprint.ts";

const content = Buffer.from("%PDF-1.7\n".repeat(9_000), "latin1");

function fingerprintOf(bytes: Buffer, step = bytes.length): string {
  const fingerprint = new Fingerprint();
  for (let at = 0; at < bytes.length; at += step) fingerprint.update(bytes.subarray(at, at + step));
  return fingerprint.digest();
}

describe("an upload's fingerprint", () => {
  for (const step of [1, 7, 16, 1_000, 65_536]) {
    test(`is the same in chunks of ${step} bytes as in one`, () => {
      assert.equal(fingerprintOf(content, step), fingerprintOf(content));
    });
  }

  test("differs when a byte is changed, missing or moved", () => {
    const other = Buffer.from(content);
    other[40_000] = 0;
    const swapped = Buffer.concat([content.subarray(1), content.subarray(0, 1)]);
    const all = [content, other, swapped, content.subarray(1), content.subarray(0, -1)];
    assert.equal(new Set(all.map((bytes) => fingerprintOf(bytes))).size, all.length);
  });
});
