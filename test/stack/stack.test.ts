import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { startProcess } from "./process.ts";
import { answers, waitFor } from "./readiness.ts";
import { startRedis } from "./redis.ts";
import { startStack } from "./stack.ts";

describe("a stack", () => {
  test("comes back on the same port after it was ended and after it was killed", async () => {
    const stack = await startStack();
    const ready = `${stack.bff.url}/readyz`;
    await stack.bff.stop();
    assert.equal(await answers(ready), false);
    await stack.bff.start();
    assert.equal(await answers(ready), true);
    await stack.bff.kill();
    assert.equal(await answers(ready), false);
    await stack.bff.start();
    assert.equal(await answers(ready), true);
    await stack.stop();
  });

  test("says what a BFF said when it does not start, and leaves nothing behind", async () => {
    await assert.rejects(startStack({ bff: { MAX_UPLOAD_BYTES: "many" } }), /MAX_UPLOAD_BYTES/);
  });

  test("stands with two instances on one Redis", async () => {
    const stack = await startStack({ instances: 2 });
    assert.equal(stack.instances.length, 2);
    assert.notEqual(stack.instances[0]?.url, stack.instances[1]?.url);
    await stack.stop();
  });
});

test("a Redis that was killed comes back empty on the same port", async () => {
  const redis = await startRedis();
  await redis.kill();
  await redis.start();
  await redis.stop();
});

test("no process outlives the one that started it", async () => {
  const child = new URL("process.ts", import.meta.url).href;
  const source = `
    const { startProcess } = await import(${JSON.stringify(child)});
    const { pid } = startProcess({ name: "sleeper", command: "sleep", args: ["30"] });
    console.log(pid);
  `;
  const parent = startProcess({
    name: "parent",
    command: process.execPath,
    args: ["--input-type=module", "--eval", `${source} setInterval(() => {}, 1000);`],
  });
  while (parent.lines.length === 0) await once(parent.child.stdout as NodeJS.ReadableStream, "data");
  const pid = Number(parent.lines[0]);
  assert.ok(lives(pid));
  await parent.end();
  await waitFor("the end of the child", async () => !lives(pid));
});

/** Whether a process still runs; one that has ended but that nobody asked about does not. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !readFileSync(status, "utf8").includes(") Z ");
}
