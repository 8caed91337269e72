import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("the scrape configuration of operations.md is valid beside the alert rules", (t) => {
  const page = readFileSync(inRepository("bff/docs/operations.md"), "utf8");
  const [, configuration = ""] = /```yaml\n(scrape_configs:[\s\S]*?)```/.exec(page) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "preauth-prometheus-"));
  t.after(() => rmSync(folder, { recursive: true }));
  copyFileSync(inRepository("bff/deploy/prometheus/alerts.yaml"), join(folder, "alerts.yaml"));
  writeFileSync(join(folder, "prometheus.yaml"), configuration);
  const { status, output } = promtool(["check", "config", "--syntax-only", join(folder, "prometheus.yaml")]);
  assert.equal(status, 0, output);
});

test("promtool finds nothing wrong with the metrics of a server that has served", async (t) => {
  const stack = await startStack({ redis: true });
  t.after(() => stack.stop());
  await fetch(`${stack.bff.url}/readyz`);
  const metrics = await (await fetch(`${stack.bff.url}/metrics`)).text();
  const { status, output } = promtool(["check", "metrics"], metrics);
  assert.deepEqual([status, output], [0, ""]);
});
