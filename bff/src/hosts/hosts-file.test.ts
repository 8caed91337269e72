import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHosts } from "./hosts-file.ts";

const entry = { id: "clinic", key_sha256: ["0".repeat(64)], origins: ["https://clinic.example"] };

test("a byte order mark before the hosts does not stop the start", () => {
  assert.equal(parseHosts(`\uFEFF${JSON.stringify([entry])}`)[0]?.id, "clinic");
});
