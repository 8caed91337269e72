import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { InFlightRequests } from "./graceful-shutdown.ts";

describe("a graceful shutdown", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 }));
  afterEach(() => mock.timers.reset());

  /** Adds a request whose caller has left. Returns a function that ends its work. */
  function addAbandoned(inFlight: InFlightRequests): () => void {
    const res = new EventEmitter();
    const { promise, resolve } = Promise.withResolvers<void>();
    inFlight.add(res as ServerResponse, promise);
    res.emit("close");
    return resolve;
  }

  /** Drains, and returns the seconds that it took. Calls `onSecond` at each of them. */
  async function drained(
    inFlight: InFlightRequests,
    onSecond: (second: number) => void = () => {},
  ): Promise<number> {
    let isDone = false;
    const draining = inFlight.drain(createServer()).then(() => {
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

  test("without requests in flight the drain ends at once", async () => {
    assert.equal(await drained(new InFlightRequests()), 0);
  });

  test("work whose caller has left is awaited", async () => {
    const inFlight = new InFlightRequests();
    const end = addAbandoned(inFlight);
    const waited = await drained(inFlight, (second) => {
      if (second === 3) end();
    });
    assert.equal(waited, 3);
  });

  test("work that fails has ended", async () => {
    const inFlight = new InFlightRequests();
    const res = new EventEmitter();
    inFlight.add(res as ServerResponse, Promise.reject(new Error("failed")));
    res.emit("close");
    assert.equal(await drained(inFlight), 0);
  });

  test("work that never ends is given up after 30 seconds", async () => {
    const inFlight = new InFlightRequests();
    addAbandoned(inFlight);
    assert.equal(await drained(inFlight), 30);
  });
});
