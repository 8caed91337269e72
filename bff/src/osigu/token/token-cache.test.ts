import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../logging/logger.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import { ProblemError } from "../../problem/problem-error.ts";
import { TokenCache } from "./token-cache.ts";
import type { TokenOutcome } from "./token-request.ts";

/** A cache with a clock of its own, and the outcomes of the calls to the token endpoint in order. */
function cacheOf(...outcomes: TokenOutcome[]) {
  const clock = { now: 1_000_000, calls: 0 };
  const cache = new TokenCache({
    request: async () => {
      clock.calls += 1;
      return outcomes.shift() ?? tokenOf(`token-${clock.calls}`);
    },
    log: silentLogger,
    metrics: createMetrics(),
    now: () => clock.now,
    random: () => 0,
  });
  return { clock, cache };
}

const tokenOf = (accessToken: string, expiresIn = 3_600): TokenOutcome => ({
  kind: "token",
  accessToken,
  expiresIn,
  providerSlug: "clinic",
});
const refused: TokenOutcome = { kind: "refused", status: 401 };
const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;

test("a hundred callers share one renewal", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const tokens = await Promise.all(Array.from({ length: 100 }, () => cache.get(1_000)));
  assert.equal(new Set(tokens).size, 1);
  assert.equal(clock.calls, 1);
});

test("after 50 minutes the old token is used while a new one is fetched", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  clock.now += 50 * 60_000;
  assert.equal(cache.current(), first);
  await new Promise(setImmediate);
  assert.notEqual(cache.current(), first);
  assert.equal(clock.calls, 2);
});

test("no token is used with less than five minutes left", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  await cache.get(1_000);
  clock.now += 55 * 60_000;
  assert.equal(cache.current(), undefined);
});

test("refused credentials fail at once and are tried again after a minute", async (t) => {
  const { clock, cache } = cacheOf(refused);
  t.after(() => cache.close());
  await assert.rejects(cache.get(1_000), hasCode("upstream_refused"));
  await assert.rejects(cache.get(1_000), hasCode("upstream_refused"));
  assert.deepEqual([clock.calls, cache.state], [1, "refused"]);
  clock.now += 60_001;
  await cache.get(1_000);
  assert.deepEqual([clock.calls, cache.state], [2, "ok"]);
});

test("new credentials are tried at once", async (t) => {
  const { clock, cache } = cacheOf(refused);
  t.after(() => cache.close());
  await assert.rejects(cache.get(1_000));
  cache.credentialsChanged();
  await cache.get(1_000);
  assert.equal(clock.calls, 2);
});

test("a Retry-After of the vendor is obeyed, and passed on to callers", async (t) => {
  const { clock, cache } = cacheOf({ kind: "later", limited: true, retryAfter: 60 });
  t.after(() => cache.close());
  await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
  await assert.rejects(cache.get(1_000), (thrown) => (thrown as ProblemError).retryAfter === 60);
  assert.equal(clock.calls, 1);
});

test("a hundred refusals of one token cause one renewal", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  first.accepted = true;
  for (let count = 0; count < 100; count += 1) assert.equal(cache.invalidate(first), true);
  await Promise.all(Array.from({ length: 100 }, () => cache.get(1_000)));
  assert.equal(clock.calls, 2);
});

test("a token that the API has never accepted is not replaced again", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  assert.equal(cache.invalidate(first), false);
  assert.equal(cache.current(), first);
  assert.equal(clock.calls, 1);
});

test("no minute has more than six calls", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  for (let count = 0; count < 50; count += 1) {
    const token = await cache.get(1_000).catch(() => undefined);
    if (token === undefined) break;
    token.accepted = true;
    cache.invalidate(token);
  }
  assert.equal(clock.calls, 6);
  await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
});
