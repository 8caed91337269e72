import assert from "node:assert/strict";
import { test } from "node:test";
import { router } from "./router.ts";

const find = router([
  { method: "GET", path: "/requests/{id}" },
  { method: "POST", path: "/requests" },
  { method: "POST", path: "/requests/{id}/complete" },
]);

test("parts are decoded once", () => {
  assert.deepEqual(find("GET", "/requests/a%3Ab")?.route && find("GET", "/requests/a%3Ab"), {
    route: { method: "GET", path: "/requests/{id}" },
    parts: { id: "a:b" },
  });
});

test("another method of a known path is told from an unknown path", () => {
  assert.deepEqual(find("DELETE", "/requests/1")?.allowed, ["GET"]);
  assert.equal(find("DELETE", "/request/1"), undefined);
});

test("HEAD is a GET without its body", () => {
  assert.equal(find("HEAD", "/requests/1")?.route?.method, "GET");
});

const hostile = [
  "/requests/..",
  "/requests/.",
  "/requests/%2e%2e",
  "/requests/%252e%252e",
  "/requests/a%2Fb",
  "/requests/a%5Cb",
  "/requests/a%00b",
  "/requests/a%0d%0ab",
  "/requests/a%3Fb",
  "/requests/a%23b",
  "/requests/%C0%AE",
  "/requests/%",
  "/requests/",
  "/requests//complete",
  "//requests/1",
  "/Requests/1",
  "/requests/1/",
  "/requests/1/complete/",
  `/requests/${"a".repeat(201)}`,
];
for (const path of hostile) {
  test(`${path.slice(0, 60)} leads nowhere`, () => {
    assert.equal(find("GET", path)?.route, undefined);
    assert.equal(find("POST", path)?.route, undefined);
  });
}
