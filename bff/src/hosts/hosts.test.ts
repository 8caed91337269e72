import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { hostsFrom } from "./hosts.ts";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const hosts = hostsFrom([
  { id: "one", key_sha256: [hashOf("old key"), hashOf("new key")], origins: ["https://one.example"] },
  { id: "two", key_sha256: [hashOf("key of two")], origins: ["https://two.example"] },
]);

test("a host is authenticated by each of its keys, and by nothing else", () => {
  for (const key of ["old key", "new key"]) assert.equal(hosts.authenticate("one", key)?.id, "one");
  for (const key of ["", "key of two", "old key ", "OLD KEY", hashOf("old key")]) {
    assert.equal(hosts.authenticate("one", key), undefined);
  }
});

test("nobody is authenticated as an unknown host, whatever the key", () => {
  for (const key of ["unknown", "old key", ""]) {
    for (const id of ["three", "", "__proto__", "ONE"]) assert.equal(hosts.authenticate(id, key), undefined);
  }
});

test("an origin is known by its exact text", () => {
  assert.equal(hosts.knowsOrigin("https://two.example"), true);
  for (const origin of ["https://two.example/", "http://two.example", "null", "https://three.example"]) {
    assert.equal(hosts.knowsOrigin(origin), false);
  }
});
