import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { SharedRedis, unavailable } from "../../bff/src/redis/redis.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { type Redis, redisTimeout, sendCommand, startRedis } from "../stack/redis.ts";
import { until } from "./clinic.ts";

/** A name in front of Redis: new connections lead to `target`, and existing ones stay where they are. */
async function nameFor(t: TestContext, first: Redis) {
  const name = { target: first.port, url: "" };
  const server = createServer((near) => {
    const far = connect(name.target, "127.0.0.1");
    for (const socket of [near, far]) {
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  name.url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(() => server.close());
  return name;
}

async function connected(t: TestContext, url: string) {
  const lines: string[] = [];
  const log = Object.assign(Object.create(silentLogger), {
    warn: ({ cause }: { cause: string }, event: string) => lines.push(`${event} ${cause}`),
    info: (event: string) => lines.push(event),
    error: () => {},
  });
  const shared = new SharedRedis(redisAt(fixedSecret([url]), redisTimeout), log, createMetrics());
  t.after(() => shared.close());
  await until(() => shared.state === "ok", 60_000);
  lines.length = 0;
  return { shared, lines };
}

const script = `return redis.call("SET", KEYS[1], ARGV[1])`;
for (const [how, write] of [
  ["a command", (shared: SharedRedis) => shared.run((client) => client.set("written", "1"))],
  ["a script", (shared: SharedRedis) => shared.run((client) => client.eval(script, 1, "written", "1"))],
  [
    "a transaction",
    (shared: SharedRedis) => shared.run((client) => client.multi().set("written", "1").exec()),
  ],
] as const) {
  test(`after a failover that leaves the old connection open, ${how} finds the new master`, async (t) => {
    const [old, next] = await Promise.all([startRedis(), startRedis()]);
    t.after(() => Promise.all([old.stop(), next.stop()]));
    const name = await nameFor(t, old);
    const { shared } = await connected(t, name.url);
    await sendCommand(old, `REPLICAOF 127.0.0.1 ${next.port}`);
    name.target = next.port;
    await until(async () => (await write(shared)) !== unavailable, 60_000);
    assert.match(await sendCommand(next, "EXISTS written"), /^:1/);
    assert.equal(shared.state, "ok");
  });
}

test("a Redis that refuses writes is unavailable once, and not again each second", async (t) => {
  const redis = await startRedis();
  t.after(() => redis.stop());
  const { shared, lines } = await connected(t, redis.url);
  await sendCommand(redis, "CONFIG SET maxmemory 1");
  await shared.run((client) => client.set("written", "1"));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.deepEqual(lines, ["redis_unavailable out_of_memory"]);
  await sendCommand(redis, "CONFIG SET maxmemory 0");
  await until(async () => shared.state === "ok", 60_000);
});
