import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

function run(args: string[], env: Record<string, string>) {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  return spawnSync(process.execPath, [main, ...args], { env, encoding: "utf8" });
}

test("wrong settings stop the process, with one line for each", () => {
  const { status, stdout, stderr } = run([], { LOG_LEVEL: "loud", PORT: "many" });
  assert.equal(status, 1);
  assert.equal(stdout, "");
  const variables = stderr
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ", 1)[0]);
  assert.deepEqual(variables.toSorted(), [
    "HOSTS_FILE",
    "LOG_LEVEL",
    "OSIGU_CLIENT_ID",
    "OSIGU_CLIENT_SECRET",
    "PORT",
    "SESSION_SECRET",
  ]);
});

test("an unknown command names the commands", () => {
  const { status, stderr } = run(["start"], {});
  assert.equal(status, 2);
  assert.match(stderr, /^Unknown command start\. Commands: serve, webhooks, hosts\.\n$/);
});
