import assert from "node:assert/strict";
import { test } from "node:test";
import { router } from "./router.ts";

const find = router([
  { method: "GET", path: "/widget/*" },
  { method: "GET", path: "/widget/resume-key" },
  { method: "GET", path: "/v1/things/{id}" },
]);

const found = (path: string) => find("GET", path)?.route?.path;
const partsOf = (path: string) => {
  const match = find("GET", path);
  return match?.route && match.parts;
};

test("a rest takes everything below it, but not what is named there", () => {
  assert.equal(found("/widget/resume-key"), "/widget/resume-key");
  for (const path of [
    "/widget/v1/loader.js",
    "/widget/resume-key/",
    "/widget/resume-key/more",
    "/widget/Resume-key",
  ]) {
    assert.equal(found(path), "/widget/*", path);
  }
});

test("what is named says its own methods", () => {
  assert.deepEqual(find("POST", "/widget/resume-key")?.allowed, ["GET"]);
});

test("a rest is given as it came, a variable part decoded", () => {
  assert.deepEqual(partsOf("/widget/v1/a%20b"), { rest: "v1/a%20b" });
  assert.deepEqual(partsOf("/v1/things/a%40b"), { id: "a@b" });
});
