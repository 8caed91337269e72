import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Clinic, clinicAt, noLimits, prepared, until } from "./clinic.ts";

describe("an instance that has received SIGTERM", () => {
  let stack: Stack;
  let clinic: Clinic;
  before(async () => {
    stack = await startStack({ bff: { ...noLimits, DRAIN_SECONDS: "5" } });
    clinic = await clinicAt(stack);
  });
  after(async () => {
    await clinic?.close();
    await stack?.stop();
  });

  test("says first that it is not ready, serves new connections meanwhile, then refuses them and ends", async () => {
    const id = await prepared(clinic);
    const stopped = stack.bff.stop();
    await until(async () => (await look("/readyz")).status === 503);
    assert.deepEqual(await look("/healthz"), { status: 200, connection: "close" });
    assert.equal((await clinic.call("GET", `/arc/v1/authorization-requests/${id}`)).status, 200);
    assert.equal(await stopped, 0);
    assert.equal((await look("/readyz")).status, 0);
    const messages = stack.bff.log.map((line) => JSON.parse(line).msg);
    assert.deepEqual(
      messages.filter((message) => message === "draining" || message === "stopped"),
      ["draining", "stopped"],
    );
    await stack.bff.start();
  });

  test("finishes a call that outlasts the time in which it is not ready", async () => {
    const id = await prepared(clinic);
    const off = stack.sandbox.faults.add({ on: "getAuthorizationRequest", latency: 7_000 });
    const running = clinic.call("GET", `/arc/v1/authorization-requests/${id}`);
    await until(() => stack.sandbox.faults.list().some(({ hits }) => hits > 0));
    assert.equal(await stack.bff.stop(), 0);
    assert.equal((await running).status, 200);
    off();
    await stack.bff.start();
  });

  /** The answer on a new connection; status 0 when it is refused. */
  function look(path: string): Promise<{ status: number; connection?: string | undefined }> {
    return new Promise((resolve) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const request = get(`${stack.bff.url}${path}`, { agent }, (response) => {
        response.resume();
        response.once("end", () => agent.destroy());
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection });
      });
      request.once("error", () => resolve({ status: 0 }));
    });
  }
});

test("a server whose log cannot be written serves, says why on standard error, and stops on SIGTERM", async (t) => {
  const stack = await startStack();
  t.after(() => stack.stop());
  const port = await freePort();
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, [inRepository("bff/start.mjs")], {
    env: { ...stack.env, PATH: process.env.PATH, HOST: "127.0.0.1", PORT: `${port}`, DRAIN_SECONDS: "0" },
    stdio: ["ignore", full, "pipe"],
  });
  t.after(() => child.kill("SIGKILL"));
  closeSync(full);
  const errors = text(child.stderr as NonNullable<typeof child.stderr>);
  await waitFor("readiness without a log", () => answers(`http://127.0.0.1:${port}/readyz`));
  for (let calls = 0; calls < 200; calls += 1) {
    assert.ok(await answers(`http://127.0.0.1:${port}/healthz`));
  }
  child.kill("SIGTERM");
  assert.deepEqual(await once(child, "exit"), [0, null]);
  assert.match(await errors, /"code":"ENOSPC","msg":"log_failed"/);
});

test("a warning of Node is a line of the log, and nothing else is printed", async (t) => {
  // Once the server runs: it then listens for SIGTERM.
  const warn = `const timer = setInterval(() => {
    if (process.listenerCount("SIGTERM") === 0) return;
    clearInterval(timer);
    process.emitWarning("canary", "CanaryWarning");
  }, 20);`;
  const nodeArgs = ["--import", `data:text/javascript,${encodeURIComponent(warn)}`];
  const stack = await startStack({ nodeArgs });
  t.after(() => stack.stop());
  await until(() => stack.bff.log.some((line) => line.includes("CanaryWarning")), 60_000);
  assert.equal(await stack.bff.stop(), 0);
  const lines = stack.bff.log.map((line) => JSON.parse(line) as { msg?: string; err?: { type: string } });
  const warnings = lines.filter(({ msg }) => msg === "process_warning");
  assert.deepEqual(
    warnings.map(({ err }) => err?.type),
    ["CanaryWarning"],
  );
  assert.ok(!stack.bff.log.join("").includes('"canary"'));
});
