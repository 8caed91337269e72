import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterEach, beforeEach, mock, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { UnderWay } from "./graceful-shutdown.ts";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 }));
afterEach(() => mock.timers.reset());

/** A request whose caller has left, and how its work is ended. */
function leftAlone(underWay: UnderWay): () => void {
  const res = new EventEmitter();
  const { promise, resolve } = Promise.withResolvers<void>();
  underWay.add(res as ServerResponse, promise);
  res.emit("close");
  return resolve;
}

/** Drains, and gives the seconds that have passed by then. At each of them `onSecond` is called. */
async function drained(underWay: UnderWay, onSecond: (second: number) => void = () => {}): Promise<number> {
  let isDone = false;
  const draining = underWay.drain(createServer()).then(() => {
    isDone = true;
  });
  for (let passed = 0; ; passed += 1) {
    await turn();
    if (isDone) break;
    if (passed % 20 === 0) onSecond(passed / 20);
    mock.timers.tick(50);
  }
  await draining;
  return Math.round(Date.now() / 1000);
}

test("with nothing under way there is nothing to wait for", async () => {
  assert.equal(await drained(new UnderWay()), 0);
});

test("what a caller has left behind is waited for until it is done", async () => {
  const underWay = new UnderWay();
  const end = leftAlone(underWay);
  const waited = await drained(underWay, (second) => {
    if (second === 3) end();
  });
  assert.equal(waited, 3);
});

test("work that fails has ended too", async () => {
  const underWay = new UnderWay();
  const res = new EventEmitter();
  underWay.add(res as ServerResponse, Promise.reject(new Error("failed")));
  res.emit("close");
  assert.equal(await drained(underWay), 0);
});

test("work that never ends does not keep the process", async () => {
  const underWay = new UnderWay();
  leftAlone(underWay);
  assert.equal(await drained(underWay), 30);
});
