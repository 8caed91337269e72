import assert from "node:assert/strict";
import { test } from "node:test";
import { gatheredInto } from "./logger.ts";

function gathering() {
  const written: string[] = [];
  return { written, gathered: gatheredInto({ write: (text) => written.push(text) }) };
}

test("lines are held back until they are passed on, in their order and once", () => {
  const { written, gathered } = gathering();
  gathered.write("one\n");
  gathered.write("two\n");
  assert.deepEqual(written, []);
  gathered.pass();
  gathered.pass();
  assert.deepEqual(written, ["one\ntwo\n"]);
});

test("many lines do not wait to be passed on", () => {
  const { written, gathered } = gathering();
  const line = `${"x".repeat(299)}\n`;
  for (let count = 0; count < 1_000; count += 1) gathered.write(line);
  gathered.pass();
  assert.ok(written.length > 10);
  assert.equal(written.join(""), line.repeat(1_000));
});
