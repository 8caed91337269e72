import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../logging/logger.ts";
import { requestContext } from "../../logging/request-context.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import { ProblemError } from "../../problem/problem-error.ts";
import { arcTokenAdvice } from "./token-advice.ts";
import { TokenCache } from "./token-cache.ts";
import type { TokenOutcome } from "./token-request.ts";
import type { Pause, TokenStore } from "./token-store.ts";

const advice = arcTokenAdvice("sandbox", "body");

/** A cache with a clock of its own, and the outcomes of the calls to the token endpoint in order. */
function cacheOf(...outcomes: TokenOutcome[]) {
  return cacheWith(outcomes);
}

function cacheWith(outcomes: TokenOutcome[], store?: TokenStore) {
  const clock = { now: 1_000_000, calls: 0 };
  const cache = new TokenCache({
    advice,
    request: async () => {
      clock.calls += 1;
      return outcomes.shift() ?? tokenOf(`token-${clock.calls}`);
    },
    store,
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
const refused: TokenOutcome = { kind: "refused", status: 401, reason: "credentials" };
const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;

test("a renewal is not told as a part of the request that begins it: all wait for it", async (t) => {
  const contexts: unknown[] = [];
  const cache = new TokenCache({
    advice,
    request: async () => {
      contexts.push(requestContext.getStore());
      return tokenOf("token");
    },
    log: silentLogger,
    metrics: createMetrics(),
  });
  t.after(() => cache.close());
  await requestContext.run({ requestId: "first", trace: undefined }, () => cache.get(1_000));
  assert.deepEqual(contexts, [undefined]);
});

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

test("an endpoint that fails is called three times, and no more", async (t) => {
  const failing: TokenOutcome = { kind: "later", limited: false, retryAfter: undefined };
  const { clock, cache } = cacheOf(failing, failing, failing);
  t.after(() => cache.close());
  await assert.rejects(cache.get(60_000), hasCode("upstream_unavailable"));
  assert.equal(clock.calls, 3);
  await assert.rejects(cache.get(60_000), hasCode("upstream_unavailable"));
  assert.equal(clock.calls, 3);
  assert.deepEqual([cache.state, cache.advice], ["unavailable", undefined]);
});

test("an endpoint that fails twice is called until it gives a token", async (t) => {
  const failing: TokenOutcome = { kind: "later", limited: false, retryAfter: undefined };
  const { clock, cache } = cacheOf(failing, failing);
  t.after(() => cache.close());
  assert.equal((await cache.get(60_000)).accessToken, "token-3");
  assert.equal(clock.calls, 3);
});

test("a misplaced grant is told apart from wrong credentials, also to an instance that only read of it", async (t) => {
  const misplaced: TokenOutcome = { kind: "refused", status: 400, reason: "grant" };
  let pause: Pause | "none" = "none";
  const store: TokenStore = {
    ...storeWith("shared", 8),
    read: async () => pause,
    pause: async (given) => {
      pause = given;
    },
  };
  const [first, second] = [cacheWith([misplaced], store), cacheWith([], store)];
  t.after(() => {
    first.cache.close();
    second.cache.close();
  });
  for (const { cache } of [first, second]) {
    await assert.rejects(cache.get(1_000), hasCode("upstream_refused"));
    assert.equal(cache.state, "refused");
    assert.match(cache.advice ?? "", /in the body: it is expected elsewhere. Set OSIGU_TOKEN_GRANT=query/);
  }
  assert.deepEqual([first.clock.calls, second.clock.calls], [1, 0]);
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

for (const [limited, seconds] of [
  [true, 300],
  [false, 60],
] as const) {
  const what = limited ? "429" : "503";
  test(`a Retry-After of a day with a ${what} is obeyed for ${seconds} s, and no longer`, async (t) => {
    const { clock, cache } = cacheOf({ kind: "later", limited, retryAfter: 86_400 });
    t.after(() => cache.close());
    await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
    clock.now += seconds * 1000 - 1;
    await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
    assert.equal(clock.calls, 1);
    clock.now += 1;
    assert.equal((await cache.get(1_000)).accessToken, "token-2");
  });
}

test("a shared pause of a day does not outlive five minutes", async (t) => {
  const left = 86_400_000;
  let paused = true;
  const store: TokenStore = {
    ...storeWith("shared", 8),
    read: async () => (paused ? { reason: "limited", left } : "none"),
  };
  const { clock, cache } = cacheWith([], store);
  t.after(() => cache.close());
  await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
  paused = false;
  clock.now += 300_000;
  assert.equal((await cache.get(1_000)).accessToken, "token-1");
});

test("a hundred refusals of one token cause one renewal", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  first.accepted = true;
  const tokens = await Promise.all(Array.from({ length: 100 }, () => cache.replace(first, 1_000)));
  assert.equal(new Set(tokens).size, 1);
  assert.equal(tokens[0], cache.current());
  assert.equal(clock.calls, 2);
});

test("a refused token is used by other calls until a new one has come, also while the endpoint is down", async (t) => {
  const failing: TokenOutcome = { kind: "later", limited: false, retryAfter: 60 };
  const { cache } = cacheOf(tokenOf("first"), failing);
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  first.accepted = true;
  const replaced = cache.replace(first, 1_000);
  assert.equal(cache.current(), first);
  await assert.rejects(replaced, hasCode("upstream_unavailable"));
  assert.equal(cache.current(), first);
  assert.equal(cache.state, "ok");
});

test("refusals leave the last call of a minute to a token that expires", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  for (let count = 0; count < 10; count += 1) {
    const token = await cache.get(1_000);
    token.accepted = true;
    await cache.replace(token, 1_000).catch(() => {});
  }
  assert.equal(clock.calls, 5);
  const current = cache.current();
  assert.ok(current);
  clock.now = current.usableUntil;
  assert.notEqual(await cache.get(1_000), current);
});

/** A store that holds this token, with so many minutes of 60 left, and a lock that is free. */
const storeWith = (accessToken: string, minutes: number): TokenStore => ({
  read: async () => ({ accessToken, providerSlug: undefined, lifetime: 3_600, left: minutes * 60_000 }),
  write: async () => {},
  pause: async () => {},
  lock: async () => ({ release: async () => {} }),
  reserve: async () => 0,
});

test("a new instance uses the shared token that is due for renewal while the token endpoint is down", async (t) => {
  const failing: TokenOutcome = { kind: "later", limited: false, retryAfter: 60 };
  const { clock, cache } = cacheWith([failing], storeWith("shared", 8));
  t.after(() => cache.close());
  assert.equal((await cache.get(1_000)).accessToken, "shared");
  cache.current();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(clock.calls, 1);
  assert.equal(cache.current()?.accessToken, "shared");
});

test("a token that the API has never accepted is not replaced again", async (t) => {
  const { clock, cache } = cacheOf();
  t.after(() => cache.close());
  const first = await cache.get(1_000);
  assert.equal(await cache.replace(first, 1_000), undefined);
  assert.equal(cache.current(), first);
  assert.equal(clock.calls, 1);
});

test("no minute has more than six calls", async (t) => {
  const { clock, cache } = cacheOf(...Array.from({ length: 50 }, (_, place) => tokenOf(`t${place}`, 1)));
  t.after(() => cache.close());
  for (let count = 0; count < 50; count += 1) {
    const token = await cache.get(1_000).catch(() => undefined);
    if (token === undefined) break;
    // Its lifetime ends at once, by the clock of the cache alone.
    clock.now += 1_000;
  }
  assert.equal(clock.calls, 6);
  await assert.rejects(cache.get(1_000), hasCode("upstream_unavailable"));
});
