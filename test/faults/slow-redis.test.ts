import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisOwnership } from "../../bff/src/ownership/redis-ownership.ts";
import { ProblemError } from "../../bff/src/problem/problem-error.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { SharedRedis } from "../../bff/src/redis/redis.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { startRedis } from "../stack/redis.ts";
import { until } from "./clinic.ts";

const isOverloaded = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "overloaded";

test("what an instance granted while Redis was slow is not said to be unknown at another", async (t) => {
  const server = await startRedis();
  t.after(() => server.stop());
  const connect = () => {
    const redis = new SharedRedis(redisAt(fixedSecret([server.url])), silentLogger, createMetrics());
    t.after(() => redis.close());
    return redis;
  };
  const [slow, other] = [connect(), connect()];
  await Promise.all([slow.ready(60_000), other.ready(60_000)]);
  const [here, there] = [redisOwnership(slow), redisOwnership(other)];

  server.freeze();
  await here.grant("clinic:ana", "request", ["during"]);
  assert.equal(slow.state, "unavailable");
  await here.grant("clinic:ana", "request", ["after"]);
  const asked = ["during", "after"].map(async (id) => there.owns("clinic:ana", "request", id));
  server.thaw();
  for (const answer of await Promise.allSettled(asked)) {
    if (answer.status === "fulfilled") assert.equal(answer.value, true);
    else assert.ok(isOverloaded(answer.reason));
  }
  await until(() => other.state === "ok", 60_000);
  assert.equal(await there.owns("clinic:ana", "request", "after"), true);
});
