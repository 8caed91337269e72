import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedSecret } from "../settings/secret.ts";
import { sealing } from "./encryption.ts";

const old = "an-old-secret-that-is-long-enough-to-be-one";
const young = "a-new-secret-that-is-long-enough-to-be-one!";

test("what was sealed is opened at its place, and nowhere else", () => {
  const { seal, open } = sealing(fixedSecret([old]));
  const sealed = seal("text", "here");
  assert.equal(open(sealed, "here"), "text");
  assert.equal(open(sealed, "there"), undefined);
  assert.ok(!Buffer.from(sealed, "base64").includes("text"));
});

test("during a rotation both open what either sealed", () => {
  const before = sealing(fixedSecret([old, young]));
  const after = sealing(fixedSecret([young, old]));
  assert.equal(after.open(before.seal("a", "x"), "x"), "a");
  assert.equal(before.open(after.seal("b", "x"), "x"), "b");
});

test("a changed bit, another secret and rubbish open nothing", () => {
  const { seal, open } = sealing(fixedSecret([old]));
  const bytes = Buffer.from(seal("text", "x"), "base64");
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  assert.equal(open(bytes.toString("base64"), "x"), undefined);
  assert.equal(sealing(fixedSecret([young])).open(seal("text", "x"), "x"), undefined);
  assert.equal(open("rubbish", "x"), undefined);
});
