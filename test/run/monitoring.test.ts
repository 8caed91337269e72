import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { inRepository } from "../stack/repository.ts";

const read = (path: string) => readFileSync(inRepository(path), "utf8");

const alerts = read("bff/deploy/prometheus/alerts.yaml");
const alertTests = read("bff/deploy/prometheus/alerts.test.yaml");
const dashboard = read("bff/deploy/grafana/preauth.json");
const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? "");

/** The metrics that the server registers. */
const registered = new Set(
  globSync("bff/src/**/!(*.test).ts", { cwd: inRepository(".") })
    .flatMap((file) => [...read(file).matchAll(/"(preauth_[a-z_]+)"/g)])
    .map(([, name]) => name),
);

test("every alert has a test and says in operations.md what to do", () => {
  assert.ok(names.length > 10);
  const rows = read("bff/docs/operations.md").split("\n");
  for (const name of names) {
    assert.ok(alertTests.includes(`alertname: ${name}\n        exp_alerts:`), name);
    assert.ok(
      rows.some((row) => row.startsWith(`| \`${name}\``)),
      name,
    );
  }
});

for (const [what, text] of [
  ["the alerts", alerts],
  ["their tests", alertTests],
  ["the dashboard", dashboard],
] as const) {
  test(`${what} ask only for metrics that the server has`, () => {
    const asked = [...text.matchAll(/\bpreauth_[a-z_]+/g)].map(([name]) =>
      name.replace(/_(bucket|count|sum)$/, ""),
    );
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !registered.has(name)),
      [],
    );
  });
}

test("the dashboard's panels have unique ids and do not overlap", () => {
  const { panels } = JSON.parse(dashboard) as {
    panels: { id: number; gridPos: { x: number; y: number } }[];
  };
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  assert.equal(new Set(panels.map(({ gridPos: { x, y } }) => `${x},${y}`)).size, panels.length);
});
