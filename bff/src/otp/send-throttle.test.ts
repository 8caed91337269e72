import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySendings } from "./send-throttle.ts";

const to = (recipient: string, asker = "desk") => ({ recipient, asker });

function sendingsAt(rules = { pauses: [10_000, 30_000], mostAsked: 100 }) {
  const clock = { now: 1_000_000 };
  return { clock, sendings: memorySendings(rules, () => clock.now) };
}

test("the pause before the next code to a person grows, and stays at its longest", async () => {
  const { clock, sendings } = sendingsAt();
  assert.equal(await sendings.begin(to("ana")), 0);
  for (const pause of [10_000, 30_000, 30_000]) {
    assert.equal(await sendings.begin(to("ana")), pause);
    clock.now += pause - 1;
    assert.equal(await sendings.begin(to("ana")), 1);
    clock.now += 1;
    assert.equal(await sendings.begin(to("ana")), 0);
  }
});

test("it does not matter who asks for the code to a person", async () => {
  const { sendings } = sendingsAt();
  assert.equal(await sendings.begin(to("ana", "desk")), 0);
  assert.equal(await sendings.begin(to("ana", "another desk")), 10_000);
  assert.equal(await sendings.begin(to("ben", "another desk")), 0);
});

test("after an hour of quiet the pauses begin anew", async () => {
  const { clock, sendings } = sendingsAt({ pauses: [10_000, 7_200_000], mostAsked: 100 });
  await sendings.begin(to("ana"));
  clock.now += 10_000;
  await sendings.begin(to("ana"));
  clock.now += 3_600_000;
  assert.equal(await sendings.begin(to("ana")), 0);
  clock.now += 10_000;
  assert.equal(await sendings.begin(to("ana")), 0);
});

test("one asker has so many codes sent in an hour and no more", async () => {
  const { clock, sendings } = sendingsAt({ pauses: [1], mostAsked: 3 });
  for (const person of ["ana", "ben", "cid"]) assert.equal(await sendings.begin(to(person)), 0);
  assert.equal(await sendings.begin(to("dora")), 3_600_000);
  assert.equal(await sendings.begin(to("dora", "another desk")), 0);
  clock.now += 3_600_000;
  assert.equal(await sendings.begin(to("dora")), 0);
});

test("a code that was not sent does not count", async () => {
  const { clock, sendings } = sendingsAt({ pauses: [10_000, 30_000], mostAsked: 2 });
  await sendings.begin(to("ana"));
  await sendings.undo(to("ana"));
  assert.equal(await sendings.begin(to("ana")), 0);
  clock.now += 10_000;
  await sendings.begin(to("ana"));
  await sendings.undo(to("ana"));
  assert.equal(await sendings.begin(to("ana")), 0);
});
