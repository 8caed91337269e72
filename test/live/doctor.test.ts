import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { inRepository } from "../stack/repository.ts";
import { type Stack, startStack } from "../stack/stack.ts";

/** What `pnpm bff doctor` printed with these settings: the result of each check, and its exit status. */
async function examine(env: Record<string, string | undefined>) {
  const result = await new Promise<{ status: number; stdout: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, [inRepository("bff/start.mjs"), "doctor"], options, (error, stdout) =>
      resolve({ status: Number(error?.code ?? 0), stdout }),
    );
  });
  const rows = result.stdout.matchAll(/^(ok|warn|fail|skip) {2,4}(\S.*?) {2,}(.*)$/gm);
  const checks = Object.fromEntries(
    [...rows].map(([, outcome, check, found]) => [check, { outcome, found }]),
  );
  return { ...result, checks };
}

describe("pnpm bff doctor", () => {
  let stack: Stack;
  let env: Record<string, string>;
  before(async () => {
    stack = await startStack({ redis: true });
    env = { ...stack.env, PUBLIC_URL: stack.bff.url };
  });
  after(() => stack?.stop());

  test("finds everything right where everything is, and exits with 0", async () => {
    const { status, stdout, checks } = await examine(env);
    assert.equal(status, 0, stdout);
    for (const check of ["settings", "hosts file", "proxies", "redis", "vendor token", "clock", "sponsors"]) {
      assert.equal(checks[check]?.outcome, "ok", `${check}\n${stdout}`);
    }
    for (const check of ["search form", "public address", "webhook"]) {
      assert.equal(checks[check]?.outcome, "ok", `${check}\n${stdout}`);
    }
    for (const secret of [env.OSIGU_CLIENT_SECRET, env.SESSION_SECRET, env.OSIGU_WEBHOOK_SECRET]) {
      assert.ok(!stdout.includes(secret ?? "?"));
    }
  });

  test("names every setting that is wrong", async () => {
    const { status, checks } = await examine({ ...env, PORT: "many", SESSION_SECRET: "short" });
    assert.equal(status, 1);
    assert.deepEqual([checks.PORT?.outcome, checks.SESSION_SECRET?.outcome], ["fail", "fail"]);
  });

  test("tells wrong credentials, and which setting to change", async () => {
    const { status, stdout, checks } = await examine({ ...env, OSIGU_CLIENT_SECRET: "wrong" });
    assert.equal(status, 1);
    assert.match(checks["vendor token"]?.found ?? "", /refused with 401/);
    assert.match(stdout, /→ Check OSIGU_CLIENT_ID and OSIGU_CLIENT_SECRET/);
  });

  test("tells why the vendor and Redis cannot be reached", async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    const { status, checks } = await examine({
      ...env,
      OSIGU_BASE_URL: `http://${nowhere}`,
      REDIS_URL: `redis://${nowhere}`,
    });
    assert.equal(status, 1);
    assert.match(checks["vendor token"]?.found ?? "", /no token, refused$/);
    assert.match(checks.redis?.found ?? "", /not reachable: refused$/);
  });

  test("tells a webhook secret that differs from the server's", async () => {
    const { checks } = await examine({ ...env, OSIGU_WEBHOOK_SECRET: "another-secret" });
    assert.deepEqual(checks.webhook, { outcome: "fail", found: "answers 401" });
  });

  test("warns of a hosts file that others may change, and of a server that does not run", async () => {
    chmodSync(env.HOSTS_FILE ?? "", 0o666);
    const { checks } = await examine({ ...env, PUBLIC_URL: `http://127.0.0.1:${await freePort()}` });
    chmodSync(env.HOSTS_FILE ?? "", 0o600);
    assert.match(checks["hosts file"]?.found ?? "", /others than its owner may change it/);
    assert.deepEqual(checks["public address"], { outcome: "warn", found: "not reachable: refused" });
  });
});
