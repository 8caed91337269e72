import assert from "node:assert/strict";
import { test } from "node:test";
import { Durations } from "./durations.ts";

test("a bucket holds everything up to its bound, and the last everything", () => {
  const durations = new Durations("seconds", "Help.");
  for (const seconds of [0.0005, 0.001, 0.0011, 3, 31]) durations.observe("read", seconds);
  const text = durations.text();
  for (const line of [
    "# HELP seconds Help.",
    "# TYPE seconds histogram",
    'seconds_bucket{le="0.001",operation="read"} 2',
    'seconds_bucket{le="0.005",operation="read"} 3',
    'seconds_bucket{le="2.5",operation="read"} 3',
    'seconds_bucket{le="5",operation="read"} 4',
    'seconds_bucket{le="30",operation="read"} 4',
    'seconds_bucket{le="+Inf",operation="read"} 5',
    'seconds_count{operation="read"} 5',
  ]) {
    assert.ok(text.split("\n").includes(line), line);
  }
  assert.match(text, /^seconds_sum\{operation="read"\} 34\.00\d+$/m);
});

test("operations are counted apart", () => {
  const durations = new Durations("seconds", "Help.");
  durations.observe("read", 1);
  durations.observe("search", 1);
  assert.equal(durations.text().match(/_count\{operation="\w+"\} 1$/gm)?.length, 2);
});
