import assert from "node:assert/strict";
import { test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { clinicAt, noLimits, read, until } from "./clinic.ts";

/** Has a process believe that it is so many milliseconds later. */
const clockOffBy = (milliseconds: number) => [
  "--import",
  `data:text/javascript,const now = Date.now; Date.now = () => now() + ${milliseconds};`,
];

/** Seconds that the vendor's tokens live here: renewed after 10, handed out for 11. */
const tokenLifetime = 12;

const renewed = async (stack: Stack) => {
  const clinic = await clinicAt(stack);
  try {
    const person = await clinic.find();
    const made = await clinic.create(person, { key: "once", instance: 0 });
    assert.equal(made.status, 202);
    const again = await clinic.create(person, { key: "once", instance: 1 });
    assert.equal(read(again, "authorization_request_id"), read(made, "authorization_request_id"));
    let count = 0;
    const tokenCalls = () => stack.sandbox.counts().token_calls;
    const enough = tokenCalls().length + 1;
    const served = async () => {
      const told = await clinic.call("GET", `/medical-catalogs/v1/diagnoses?query=R5&page=${count++}`);
      assert.equal(told.status, 200, "nobody is refused meanwhile");
      return tokenCalls().length >= enough;
    };
    await until(served);
    assert.ok(await served());
    const calls = tokenCalls();
    const lives = calls.slice(1).map((at, index) => at - (calls[index] ?? 0));
    assert.ok(
      lives.every((life) => life > (tokenLifetime - 3) * 1_000),
      `one renewal among both: ${lives} ms`,
    );
  } finally {
    await clinic.close();
  }
};

const skews: [string, number][] = [
  ["five minutes fast", 300_000],
  ["five minutes slow", -300_000],
];
const together = { concurrency: true };
test(
  "clocks that are wrong change nothing: tokens are counted by their lifetime alone",
  together,
  async (t) => {
    await Promise.all(
      skews.map(([how, milliseconds]) =>
        t.test(`two instances ${how}`, async () => {
          const stack = await startStack({
            instances: 2,
            bff: noLimits,
            nodeArgs: clockOffBy(milliseconds),
            sandbox: { tokenLifetime },
          });
          try {
            await renewed(stack);
          } finally {
            await stack.stop();
          }
        }),
      ),
    );
  },
);
