import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { serverSettings } from "../../bff/src/process/settings.ts";
import { inRepository } from "../stack/repository.ts";

const unit = readFileSync(inRepository("bff/deploy/systemd/preauth.service"), "utf8");

test("deployment.md shows the systemd unit as it is", () => {
  const page = readFileSync(inRepository("bff/docs/deployment.md"), "utf8");
  assert.ok(page.includes(`\`\`\`ini\n${unit}\`\`\``));
});

test("the systemd unit waits for the drain and the requests under way before it kills the server", () => {
  const seconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]);
  assert.ok(seconds >= Number(serverSettings.drainSeconds.fallback) + 35);
  assert.match(unit, /^ExecStart=\/usr\/bin\/node .*bff\/start\.mjs$/m);
});
