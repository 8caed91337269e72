import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedSecret } from "../settings/secret.ts";
import { createEncryption } from "./encryption.ts";

const oldSecret = "an-old-secret-that-is-long-enough-to-be-one";
const newSecret = "a-new-secret-that-is-long-enough-to-be-one!";

test("an encrypted text is decrypted for its key, and for no other", () => {
  const { encrypt, decrypt } = createEncryption(fixedSecret([oldSecret]));
  const encrypted = encrypt("text", "here");
  assert.equal(decrypt(encrypted, "here"), "text");
  assert.equal(decrypt(encrypted, "there"), undefined);
  assert.ok(!Buffer.from(encrypted, "base64").includes("text"));
});

test("during a rotation instances decrypt what the others encrypted", () => {
  const before = createEncryption(fixedSecret([oldSecret, newSecret]));
  const after = createEncryption(fixedSecret([newSecret, oldSecret]));
  assert.equal(after.decrypt(before.encrypt("a", "x"), "x"), "a");
  assert.equal(before.decrypt(after.encrypt("b", "x"), "x"), "b");
});

test("a changed bit, another secret and an invalid value decrypt to nothing", () => {
  const { encrypt, decrypt } = createEncryption(fixedSecret([oldSecret]));
  const bytes = Buffer.from(encrypt("text", "x"), "base64");
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  assert.equal(decrypt(bytes.toString("base64"), "x"), undefined);
  assert.equal(createEncryption(fixedSecret([newSecret])).decrypt(encrypt("text", "x"), "x"), undefined);
  assert.equal(decrypt("invalid", "x"), undefined);
});
