import assert from "node:assert/strict";
import { test } from "node:test";
import { readableName } from "./readable-name.ts";

test("a wire name is shown in words, never as a code", () => {
  assert.equal(readableName("PARTIALLY_COVERED"), "Partially covered");
  assert.equal(readableName("clinical_summary"), "Clinical summary");
  assert.equal(readableName("on-hold"), "On hold");
  assert.equal(readableName(""), "");
});
