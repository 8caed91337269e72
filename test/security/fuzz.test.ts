import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fuzzed } from "./fuzz-requests.ts";
import type { Belongings } from "./operations.ts";
import { person, settle } from "./people.ts";
import { type ProcessState, sendAll, settledState, stateOf } from "./process-state.ts";
import { randomFrom } from "./random.ts";
import { bearer, otherOrigin, type Site, startSite } from "./site.ts";

/*
 * Requests that are right but for a few things, at every route, by seed. `FUZZ_REQUESTS=100000 FUZZ_SEED=7` makes
 * it longer, or another.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);
const count = Number(process.env.FUZZ_REQUESTS ?? 3_000);
/** Requests after which the process has grown to its working size. */
const warmUp = Math.floor(count / 4);
/** Requests between two looks at the memory. */
const lookEvery = Math.max(50, Math.floor(count / 160));
/** Megabytes that may be held for what was rightly made: requests, keys, cached pages. */
const held = 20;

describe(`${count} requests with something wrong (FUZZ_SEED=${seed})`, () => {
  let site: Site;
  let theirs: Belongings;
  let earlier: ProcessState;
  let later: ProcessState;
  /** Megabytes in use, as they went. What is left after each collection is the floor of them. */
  const heap: number[] = [];
  const statuses = new Map<number, number>();
  const failures: string[] = [];
  const leaks: string[] = [];

  before(async () => {
    // A small heap is collected often, so that its floor is seen.
    site = await startSite({ bff: { NODE_OPTIONS: "--max-old-space-size=192" } });
    const mine = person(site, await site.token({ subject: "ana" }));
    const things = await settle(mine);
    const victim = person(site, await site.token({ subject: "victim" }, site.other));
    // The code would be held back from a second asker: the victim has everything else.
    theirs = await settleWithoutCode(victim.token);
    const tokens = [
      mine.token,
      mine.token,
      await site.token({ subject: "ana", product_type: "LAB" }),
      "x.y.z",
    ];
    const random = randomFrom(seed);
    let sent = 0;
    const look = async () => {
      const headers = bearer("canary-metrics-77aa88bb99cc");
      const { status, text } = await site.send({ path: "/metrics", headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      heap.push(Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / 1_000_000);
    };
    const next = () => {
      if (sent === warmUp) earlier = stateOf(site);
      if (sent++ >= count) return undefined;
      if (sent > warmUp && sent % lookEvery === 0) return look;
      const attempt = fuzzed(random, things, theirs, tokens);
      return async () => {
        const reply = await site.send(attempt).catch((error: Error) => error);
        if (reply instanceof Error) {
          failures.push(`${attempt.method} ${attempt.path}: ${reply.message}`);
          return;
        }
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        if (reply.status >= 500) failures.push(`${reply.status} ${JSON.stringify(attempt)} ${reply.text}`);
        const isTheirs = reply.text.includes(theirs.request) && !attempt.path.includes(theirs.request);
        if (isTheirs) leaks.push(`${attempt.method} ${attempt.path}`);
      };
    };
    await sendAll(16, next);
    later = await settledState(site, earlier.files + 20);
  });
  after(() => site?.stop());

  async function settleWithoutCode(token: string): Promise<Belongings> {
    const { send } = person(site, token);
    const search = await send({
      method: "POST",
      path: "/v1/sponsors/sponsor-sandbox/search",
      headers: { "content-type": "application/json", origin: otherOrigin },
      body: '{"document_type":"CC","document_number":"123456789"}',
    });
    const beneficiary = String(search.json().beneficiary_id);
    const made = await send({
      method: "POST",
      path: "/arc/v1/authorization-requests",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        beneficiary_id: beneficiary,
        sponsor_slug: "sponsor-sandbox",
        diagnosis_code: "R51",
        products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 1 }],
      }),
    });
    return {
      sponsor: "sponsor-sandbox",
      beneficiary,
      request: String(made.json().authorization_request_id),
      otp: "otp_THEIRS",
    };
  }

  test("all are answered, and none by a failure of the server's", () => {
    assert.deepEqual(failures.slice(0, 5), []);
    assert.equal(
      [...statuses.values()].reduce((sum, number) => sum + number, 0),
      count,
    );
  });

  test("they reach what they aim at: of each kind of answer there are many", () => {
    for (const status of [200, 202, 400, 401, 403, 404, 405, 415, 422]) {
      assert.ok((statuses.get(status) ?? 0) > count / 2_000, `${status}: ${statuses.get(status)}`);
    }
  });

  test("nothing of somebody else's is in an answer, and no secret", () => {
    assert.deepEqual(leaks, []);
    assert.deepEqual(site.leaked(), []);
  });

  test("the process is the same, and holds what it held", () => {
    assert.equal(later.pid, earlier.pid);
    assert.ok(site.stack.bff.process().isRunning());
    assert.ok(later.files <= earlier.files + 20, `${later.files} files after ${earlier.files}`);
    const third = Math.floor(heap.length / 3);
    const floors = [heap.slice(0, third), heap.slice(-third)].map((part) => Math.min(...part));
    const [first = 0, last = Number.POSITIVE_INFINITY] = floors;
    assert.ok(last - first < held, `${last} MB in use after ${first}`);
  });

  test("nothing was caught only at the outermost edge, every line is one of ours, and nothing spilt", async () => {
    const log = await site.stack.wholeLog();
    assert.doesNotMatch(log, /uncaught_exception|unexpected_error/);
    for (const line of log.split("\n")) assert.equal(typeof JSON.parse(line), "object");
    assert.deepEqual(await site.spilt(), []);
  });
});
