import assert from "node:assert/strict";
import { test } from "node:test";
import { CircuitBreaker } from "./circuit-breaker.ts";

function open() {
  const clock = { now: 1 };
  const breaker = new CircuitBreaker(() => clock.now);
  for (let count = 0; count < 10; count += 1) breaker.recordFailure();
  return { clock, breaker };
}

test("ten failures in a row open the circuit, and calls are rejected", () => {
  const { breaker } = open();
  assert.ok((breaker.admit() ?? 0) > 0);
});

test("a success in between restarts the count", () => {
  const breaker = new CircuitBreaker(() => 1);
  for (let count = 0; count < 9; count += 1) breaker.recordFailure();
  breaker.recordSuccess();
  for (let count = 0; count < 9; count += 1) breaker.recordFailure();
  assert.equal(breaker.admit(), undefined);
});

test("a half-open circuit admits exactly one probe", () => {
  const { clock, breaker } = open();
  clock.now += 2_000;
  assert.equal(breaker.admit(), undefined);
  assert.equal(breaker.admit(), 1);
});

test("a successful probe closes the circuit, a failed one opens it for longer", () => {
  const { clock, breaker } = open();
  clock.now += 2_000;
  breaker.admit();
  breaker.recordFailure();
  clock.now += 1_500;
  assert.notEqual(breaker.admit(), undefined);
  clock.now += 1_500;
  assert.equal(breaker.admit(), undefined);
  breaker.recordSuccess();
  assert.deepEqual([breaker.admit(), breaker.admit(), breaker.isOpen], [undefined, undefined, false]);
});

test("after a probe whose caller left another probe is admitted", () => {
  const { clock, breaker } = open();
  clock.now += 2_000;
  breaker.admit();
  breaker.release();
  assert.equal(breaker.admit(), undefined);
});

test("a Retry-After rejects calls for its time, and then all are admitted", () => {
  const clock = { now: 1 };
  const breaker = new CircuitBreaker(() => clock.now);
  breaker.recordRetryAfter(3);
  assert.deepEqual([breaker.admit(), breaker.isOpen], [3, true]);
  clock.now += 3_000;
  assert.deepEqual([breaker.admit(), breaker.admit(), breaker.isOpen], [undefined, undefined, false]);
});

test("after a Retry-After for a probe a single probe is admitted", () => {
  const { clock, breaker } = open();
  clock.now += 2_000;
  breaker.admit();
  breaker.recordRetryAfter(3);
  assert.equal(breaker.admit(), 3);
  clock.now += 3_000;
  assert.deepEqual([breaker.admit(), breaker.admit()], [undefined, 1]);
  breaker.recordSuccess();
  assert.deepEqual([breaker.admit(), breaker.admit()], [undefined, undefined]);
});
