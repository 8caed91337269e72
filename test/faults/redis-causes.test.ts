import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { SharedRedis } from "../../bff/src/redis/redis.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { type Redis, sendCommand, startRedis } from "../stack/redis.ts";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";
import { until } from "./clinic.ts";

/** The lines about a Redis that is unavailable, as `cause command`, once the first has come. */
async function causesAt(t: TestContext, url: string): Promise<string[]> {
  const lines: string[] = [];
  const log = Object.assign(Object.create(silentLogger), {
    warn: ({ cause, command }: { cause: string; command?: string }) =>
      lines.push([cause, command].join(" ").trim()),
  });
  const metrics = createMetrics();
  const redis = new SharedRedis(redisAt(fixedSecret([url])), log, metrics);
  t.after(() => redis.close());
  await redis.ready(500);
  await until(() => lines.length > 0);
  assert.equal(redis.state, "unavailable");
  assert.match(
    await metrics.registry.metrics(),
    new RegExp(`redis_failures_total{cause="${lines[0]?.split(" ")[0]}"}`),
  );
  return lines;
}

async function started(t: TestContext, ...options: string[]): Promise<Redis> {
  const redis = await startRedis(...options);
  t.after(() => redis.stop());
  return redis;
}

test("nothing that listens is told as refused", async (t) => {
  assert.deepEqual(await causesAt(t, `redis://127.0.0.1:${await freePort()}`), ["refused"]);
});

test("a name that does not exist is told as DNS", async (t) => {
  assert.deepEqual(await causesAt(t, "redis://nowhere.invalid:6379"), ["dns"]);
});

test("a wrong password, and none, are told apart", async (t) => {
  const { port } = await started(t, "--requirepass", "right");
  assert.deepEqual(await causesAt(t, `redis://:wrong@127.0.0.1:${port}`), ["wrong_password"]);
  assert.deepEqual(await causesAt(t, `redis://127.0.0.1:${port}`), ["no_password"]);
});

test("an access rule that lacks a command is told with the command", async (t) => {
  const redis = await started(t);
  await sendCommand(redis, "ACL SETUSER app on >secret ~preauth:* &preauth:* +@all -set");
  assert.deepEqual(await causesAt(t, `redis://app:secret@127.0.0.1:${redis.port}`), ["no_permission set"]);
});

test("a user without INFO is served, and nothing is printed beside the log", async (t) => {
  const stack = await startStack({ redis: true });
  t.after(() => stack.stop());
  const { redis, bff } = stack;
  if (redis === undefined) throw new Error("no Redis");
  await sendCommand(redis, "ACL SETUSER app on >secret ~preauth:* &preauth:* +@all -@dangerous");
  const port = await freePort();
  const url = `redis://app:secret@127.0.0.1:${redis.port}`;
  const env = { ...stack.env, REDIS_URL: url, HOST: "127.0.0.1", PORT: `${port}`, DRAIN_SECONDS: "0" };
  const running = startProcess({
    name: "BFF",
    command: process.execPath,
    args: [inRepository("bff/start.mjs")],
    env,
  });
  t.after(() => running.end("SIGKILL"));
  await until(async () => (await redisCheck(`http://127.0.0.1:${port}`)) === "ok");
  await running.end();
  for (const line of [...running.lines, ...bff.log]) assert.doesNotThrow(() => JSON.parse(line), line);
});

test("a replica is told as read-only", async (t) => {
  const [master, replica] = await Promise.all([started(t), started(t)]);
  await sendCommand(replica, `REPLICAOF 127.0.0.1 ${master.port}`);
  const [first] = await causesAt(t, replica.url);
  assert.equal(first, "read_only");
});

test("a server that stands still is told as timeout", async (t) => {
  const redis = await started(t);
  redis.freeze();
  t.after(() => redis.thaw());
  const [first] = await causesAt(t, redis.url);
  assert.equal(first, "timeout");
});

test("a certificate that nobody has signed is told as not trusted", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "preauth-tls-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-days", "2", "-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject], { stdio: "pipe" });
  const port = await freePort();
  const files = ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no"];
  await started(t, "--tls-port", `${port}`, ...files);
  assert.deepEqual(await causesAt(t, `rediss://127.0.0.1:${port}`), ["tls_not_trusted"]);
});

for (const [kind, says] of [
  ["cluster", /^REDIS_URL leads to a Redis Cluster/],
  ["sentinel", /^REDIS_URL leads to a Sentinel/],
] as const) {
  test(`a ${kind} is refused at the start with a line that says so`, async (t) => {
    const stack = await startStack();
    t.after(() => stack.stop());
    const folder = mkdtempSync(join(tmpdir(), "preauth-redis-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "sentinel.conf"), "");
    const port = await freePort();
    const options = { cluster: ["--cluster-enabled", "yes"], sentinel: ["--sentinel"] }[kind];
    const file = kind === "sentinel" ? [join(folder, "sentinel.conf")] : ["--save", ""];
    const server = startProcess({
      name: "redis-server",
      command: "redis-server",
      args: [...file, "--port", `${port}`, "--bind", "127.0.0.1", ...options],
      cwd: folder,
    });
    t.after(() => server.end("SIGKILL"));
    await until(() => server.lines.some((line) => /Ready to accept|Sentinel ID is/.test(line)));
    const running = startProcess({
      name: "BFF",
      command: process.execPath,
      args: [inRepository("bff/start.mjs")],
      env: { ...stack.env, REDIS_URL: `redis://127.0.0.1:${port}`, HOST: "127.0.0.1", PORT: "0" },
    });
    t.after(() => running.end("SIGKILL"));
    assert.equal(await running.exited, 1);
    assert.ok(running.lines.some((line) => says.test(line)));
  });
}

async function redisCheck(url: string): Promise<string | undefined> {
  try {
    const { checks } = (await (await fetch(`${url}/readyz`)).json()) as { checks: { redis: string } };
    return checks.redis;
  } catch {
    return undefined;
  }
}
