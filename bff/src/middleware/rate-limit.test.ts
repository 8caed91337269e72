import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { memoryRateLimits } from "../rate-limits/memory-store.ts";
import { defaultLimits } from "../rate-limits/policies.ts";
import { rateLimiter } from "../rate-limits/rate-limiter.ts";
import { request, serve } from "../testing/http.ts";
import { problems } from "./problems.ts";
import { addressRateLimit, limiterFor, sessionRateLimit } from "./rate-limit.ts";

/** A limiter that lets two through in a minute. */
function limiterOfTwo() {
  const two = { quota: 2, seconds: 60 };
  const policies = { ...defaultLimits.policies, address: two, session: two, search: two };
  const settings = { ...defaultLimits, policies };
  return rateLimiter({ metrics: createMetrics(), settings, store: memoryRateLimits(policies) });
}

const ok: Parameters<typeof serve>[1] = (ctx) => {
  ctx.body = {};
};

test("an address past its limit is refused, and only then told how far it is", async (t) => {
  const { port } = await serve(t, problems(silentLogger), addressRateLimit(limiterOfTwo()), ok);
  for (let count = 0; count < 2; count += 1) {
    const { status, headers } = await request(port, "GET", "/");
    assert.equal(status, 200);
    assert.equal(headers.ratelimit, undefined);
  }
  const { status, headers, body } = await request(port, "GET", "/");
  assert.equal(status, 429);
  assert.equal(JSON.parse(body).code, "rate_limited");
  assert.equal(headers["ratelimit-policy"], '"address";q=2;w=60');
  assert.match(headers.ratelimit ?? "", /^"address";r=0;t=60$/);
  assert.equal(headers["retry-after"], "30");
});

test("a session is told how far it is each time", async (t) => {
  const { port } = await serve(
    t,
    problems(silentLogger),
    (ctx, next) => {
      ctx.state.session = { limitKey: "clinic:ana", host: "clinic" };
      return next();
    },
    sessionRateLimit(limiterOfTwo()),
    ok,
  );
  const states: unknown[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { status, headers } = await request(port, "GET", "/");
    states.push([status, headers.ratelimit]);
  }
  assert.deepEqual(states, [
    [200, '"session";r=1;t=30'],
    [200, '"session";r=0;t=60'],
    [429, '"session";r=0;t=60'],
  ]);
});

test("a host's own limit holds for its users instead of the settings'", async (t) => {
  const limiter = limiterOfTwo();
  const limits = { policies: { session: { quota: 3, seconds: 60 } }, concurrency: {} };
  const { port } = await serve(
    t,
    problems(silentLogger),
    (ctx, next) => {
      const host = ctx.get("x-host");
      ctx.state.session = { limitKey: `${host}:ana`, host };
      ctx.state.host = { id: host, ...(host === "large" && { limits }) };
      return next();
    },
    sessionRateLimit(limiter),
    ok,
  );
  const statuses = async (host: string) => {
    const all: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { status, headers } = await request(port, "GET", "/", { "x-host": host });
      all.push(`${status} ${headers["ratelimit-policy"]}`);
    }
    return all;
  };
  const [three, two] = ['"session";q=3;w=60', '"session";q=2;w=60'];
  assert.deepEqual(await statuses("large"), [`200 ${three}`, `200 ${three}`, `200 ${three}`, `429 ${three}`]);
  assert.deepEqual(await statuses("small"), [`200 ${two}`, `200 ${two}`, `429 ${two}`, `429 ${two}`]);
});

test("a route's own limit is shown in place of the session's", async (t) => {
  const limiter = limiterOfTwo();
  const { port } = await serve(t, async (ctx) => {
    ctx.set("RateLimit", "earlier");
    await limiterFor(ctx, limiter).take([{ name: "search", key: "ana" }]);
    ctx.body = {};
  });
  const { headers } = await request(port, "GET", "/");
  assert.equal(headers.ratelimit, '"search";r=1;t=30');
});
