import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";

function promtool(args: string[], input = "") {
  const cwd = inRepository("bff/deploy/prometheus");
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd, input, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

test("the alert rules are valid, and fire when they should and only then", () => {
  for (const args of [
    ["check", "rules", "alerts.yaml"],
    ["test", "rules", "alerts.test.yaml"],
  ]) {
    const { status, output } = promtool(args);
    assert.equal(status, 0, output);
  }
});

test("promtool finds nothing wrong with the metrics of a server that has served", async (t) => {
  const stack = await startStack({ redis: true });
  t.after(() => stack.stop());
  await fetch(`${stack.bff.url}/readyz`);
  const metrics = await (await fetch(`${stack.bff.url}/metrics`)).text();
  const { status, output } = promtool(["check", "metrics"], metrics);
  assert.deepEqual([status, output], [0, ""]);
});
