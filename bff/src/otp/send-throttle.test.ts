import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySendThrottle } from "./send-throttle.ts";

const to = (recipient: string, requester = "desk") => ({ recipient, requester });

function throttleAt(rules = { pauses: [10_000, 30_000], maxPerRequester: 100 }) {
  const clock = { now: 1_000_000 };
  return { clock, throttle: memorySendThrottle(rules, () => clock.now) };
}

test("the pause before the next code to a recipient grows up to the last one", async () => {
  const { clock, throttle } = throttleAt();
  assert.equal(await throttle.reserve(to("ana")), 0);
  for (const pause of [10_000, 30_000, 30_000]) {
    assert.equal(await throttle.reserve(to("ana")), pause);
    clock.now += pause - 1;
    assert.equal(await throttle.reserve(to("ana")), 1);
    clock.now += 1;
    assert.equal(await throttle.reserve(to("ana")), 0);
  }
});

test("the pauses of a recipient hold for every requester", async () => {
  const { throttle } = throttleAt();
  assert.equal(await throttle.reserve(to("ana", "desk")), 0);
  assert.equal(await throttle.reserve(to("ana", "another desk")), 10_000);
  assert.equal(await throttle.reserve(to("ben", "another desk")), 0);
});

test("after an hour without a code the pauses start again", async () => {
  const { clock, throttle } = throttleAt({ pauses: [10_000, 7_200_000], maxPerRequester: 100 });
  await throttle.reserve(to("ana"));
  clock.now += 10_000;
  await throttle.reserve(to("ana"));
  clock.now += 3_600_000;
  assert.equal(await throttle.reserve(to("ana")), 0);
  clock.now += 10_000;
  assert.equal(await throttle.reserve(to("ana")), 0);
});

test("a requester has a maximum of codes in an hour", async () => {
  const { clock, throttle } = throttleAt({ pauses: [1], maxPerRequester: 3 });
  for (const person of ["ana", "ben", "cid"]) assert.equal(await throttle.reserve(to(person)), 0);
  assert.equal(await throttle.reserve(to("dora")), 3_600_000);
  assert.equal(await throttle.reserve(to("dora", "another desk")), 0);
  clock.now += 3_600_000;
  assert.equal(await throttle.reserve(to("dora")), 0);
});

test("a code that was not sent does not count", async () => {
  const { clock, throttle } = throttleAt({ pauses: [10_000, 30_000], maxPerRequester: 2 });
  await throttle.reserve(to("ana"));
  await throttle.release(to("ana"));
  assert.equal(await throttle.reserve(to("ana")), 0);
  clock.now += 10_000;
  await throttle.reserve(to("ana"));
  await throttle.release(to("ana"));
  assert.equal(await throttle.reserve(to("ana")), 0);
});

test("a code that was not sent gives back one of its requester's, not all", async () => {
  const { throttle } = throttleAt({ pauses: [1], maxPerRequester: 3 });
  for (const person of ["ana", "ben", "cid"]) await throttle.reserve(to(person));
  await throttle.release(to("cid"));
  assert.equal(await throttle.reserve(to("dora")), 0);
  assert.equal(await throttle.reserve(to("eva")), 3_600_000);
});
