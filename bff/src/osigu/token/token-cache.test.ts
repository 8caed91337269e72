import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../logging/logger.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import { ProblemError } from "../../problem/problem-error.ts";
import { TokenSource } from "./token-cache.ts";
import type { TokenOutcome } from "./token-request.ts";

/** A source on a clock of its own, with the answers of the token endpoint given one after the other. */
function sourceOf(...outcomes: TokenOutcome[]) {
  const world = { now: 1_000_000, calls: 0 };
  const source = new TokenSource({
    request: async () => {
      world.calls += 1;
      return outcomes.shift() ?? tokenOf(`token-${world.calls}`);
    },
    log: silentLogger,
    metrics: createMetrics(),
    now: () => world.now,
    random: () => 0,
  });
  return { world, source };
}

const tokenOf = (accessToken: string, expiresIn = 3_600): TokenOutcome => ({
  kind: "token",
  accessToken,
  expiresIn,
  providerSlug: "clinic",
});
const refused: TokenOutcome = { kind: "refused", status: 401 };
const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;

test("a hundred callers share one call", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  const held = await Promise.all(Array.from({ length: 100 }, () => source.obtain(1_000)));
  assert.equal(new Set(held).size, 1);
  assert.equal(world.calls, 1);
});

test("after 50 minutes the old token is handed out while a new one is got behind it", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  const first = await source.obtain(1_000);
  world.now += 50 * 60_000;
  assert.equal(source.usable(), first);
  await new Promise(setImmediate);
  assert.notEqual(source.usable(), first);
  assert.equal(world.calls, 2);
});

test("no token is handed out with under five minutes left", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  await source.obtain(1_000);
  world.now += 55 * 60_000;
  assert.equal(source.usable(), undefined);
});

test("refused credentials are told at once and tried again after a minute", async (t) => {
  const { world, source } = sourceOf(refused);
  t.after(() => source.close());
  await assert.rejects(source.obtain(1_000), hasCode("upstream_refused"));
  await assert.rejects(source.obtain(1_000), hasCode("upstream_refused"));
  assert.deepEqual([world.calls, source.state], [1, "refused"]);
  world.now += 60_001;
  await source.obtain(1_000);
  assert.deepEqual([world.calls, source.state], [2, "ok"]);
});

test("new credentials are tried at once", async (t) => {
  const { world, source } = sourceOf(refused);
  t.after(() => source.close());
  await assert.rejects(source.obtain(1_000));
  source.credentialsChanged();
  await source.obtain(1_000);
  assert.equal(world.calls, 2);
});

test("a wait that the vendor asks for is kept, and told to callers", async (t) => {
  const { world, source } = sourceOf({ kind: "later", limited: true, retryAfter: 60 });
  t.after(() => source.close());
  await assert.rejects(source.obtain(1_000), hasCode("upstream_unavailable"));
  await assert.rejects(source.obtain(1_000), (thrown) => (thrown as ProblemError).retryAfter === 60);
  assert.equal(world.calls, 1);
});

test("a hundred refusals of one token make one new one", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  const first = await source.obtain(1_000);
  first.proven = true;
  for (let count = 0; count < 100; count += 1) assert.equal(source.drop(first), true);
  await Promise.all(Array.from({ length: 100 }, () => source.obtain(1_000)));
  assert.equal(world.calls, 2);
});

test("a token that the API has never taken is not replaced again and again", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  const first = await source.obtain(1_000);
  assert.equal(source.drop(first), false);
  assert.equal(source.usable(), first);
  assert.equal(world.calls, 1);
});

test("whatever happens, no minute sees more than six calls", async (t) => {
  const { world, source } = sourceOf();
  t.after(() => source.close());
  for (let count = 0; count < 50; count += 1) {
    const token = await source.obtain(1_000).catch(() => undefined);
    if (token === undefined) break;
    token.proven = true;
    source.drop(token);
  }
  assert.equal(world.calls, 6);
  await assert.rejects(source.obtain(1_000), hasCode("upstream_unavailable"));
});
