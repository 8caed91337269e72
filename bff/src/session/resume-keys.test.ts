import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedSecret } from "../settings/secret.ts";
import { resumeKeys } from "./resume-keys.ts";
import { ownerOf } from "./session.ts";

const keys = resumeKeys(fixedSecret(["first-secret-first-secret-first-secret"]));
const user = (subject: string | undefined, host = "clinic") => ({ subject, owner: ownerOf(host, subject) });

test("a user has the same key each time, of 32 bytes", () => {
  assert.equal(keys(user("desk-1")), keys(user("desk-1")));
  assert.equal(Buffer.from(keys(user("desk-1")) ?? "", "base64").length, 32);
});

test("another user, another host's user, and a restricted session have other keys", () => {
  const own = keys(user("desk-1"));
  assert.notEqual(keys(user("desk-2")), own);
  assert.notEqual(keys(user("desk-1", "hospital")), own);
  assert.notEqual(keys({ subject: "desk-1", owner: ownerOf("clinic", "desk-1", "LAB") }), own);
});

test("without a user there is none", () => {
  assert.equal(keys(user(undefined)), undefined);
});

test("another secret gives other keys, and only the first of several counts", () => {
  const rotated = resumeKeys(
    fixedSecret(["second-secret-second-secret-second", "first-secret-first-secret-first-secret"]),
  );
  assert.notEqual(rotated(user("desk-1")), keys(user("desk-1")));
});
