import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { redisIdempotency } from "../../bff/src/idempotency/redis-store.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisTokenStore } from "../../bff/src/osigu/token/redis-token-store.ts";
import { redisSendThrottle } from "../../bff/src/otp/send-throttle.ts";
import { redisConnector } from "../../bff/src/redis/connection.ts";
import { createEncryption } from "../../bff/src/redis/encryption.ts";
import { SharedRedis } from "../../bff/src/redis/redis.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { deliver, deliverTo, eventAbout } from "../live/deliveries.ts";
import { makeRequest, moveTo, sitDown, submit } from "../live/desk.ts";
import { field } from "../sandbox/testing/arc-caller.ts";
import { startBff } from "../stack/bff.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { withoutLimits } from "../stack/limits.ts";
import { usesRedis, waitFor } from "../stack/readiness.ts";
import { redisTimeout } from "../stack/redis.ts";
import { documentedRules } from "../stack/redis-access.ts";
import { monitorRedis, type RedisMonitor } from "../stack/redis-monitor.ts";
import { redisCli, startCluster } from "../stack/redis-topologies.ts";
import { inRepository } from "../stack/repository.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";

/* A cluster refuses what names keys of two slots: `redis_refused`. */

/** Every script of the server. */
async function scriptsOfTheServer(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const file of glob("bff/src/**/*.ts", { cwd: inRepository(".") })) {
    const source = readFileSync(inRepository(file), "utf8");
    for (const [, name = "", script = ""] of source.matchAll(/^const (\w+Script) =\s*`([^`]*)`/gm)) {
      found.set(script, `${file}: ${name}`);
    }
  }
  return found;
}

describe("on a Redis Cluster, with the access rules of the documentation", () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let host: HostServer;
  let stack: Stack;
  let monitor: RedisMonitor;
  let url = "";
  /** What the stores of this process say of Redis. */
  const own: string[] = [];
  let redis: SharedRedis;

  before(async () => {
    cluster = await startCluster();
    for (const port of cluster.ports) {
      await redisCli(port, "ACL", "SETUSER", "preauth", ...documentedRules());
    }
    monitor = await monitorRedis(await cluster.masters());
    url = cluster.url.replace("://", "://preauth:password@");
    host = await startHostServer();
    const bff = {
      ...withoutLimits,
      REDIS_URL: url,
      REDIS_CLUSTER: "true",
      REDIS_TIMEOUT_MS: `${redisTimeout}`,
      OTP_PAUSES: "60",
    };
    stack = await startStack({ bff, webhook: host.webhook });
    deliverTo(stack.sandbox, undefined);
    stack.instances.push(await startBff({ env: stack.env }));
    redis = sharedRedis(url);
    for (const { url: instance } of stack.instances) {
      await waitFor("an instance to use the cluster", () => usesRedis(instance));
    }
    await waitFor("the stores of this process to use it", async () => redis.state === "ok");
  });
  after(async () => {
    redis?.close();
    monitor?.stop();
    await stack?.instances[1]?.stop();
    await stack?.stop();
    await host?.stop();
    await cluster?.stop();
  });

  function sharedRedis(address: string): SharedRedis {
    const connector = redisConnector({
      url: fixedSecret([address]),
      sentinels: [],
      sentinelName: "",
      sentinelPassword: undefined,
      authorities: undefined,
      clientCertificate: undefined,
      cluster: true,
      timeout: redisTimeout,
    });
    const say = ({ cause }: { cause?: string }, message: string) => void own.push(`${message} ${cause}`);
    const log = { error: say, warn: say, info: () => {} } as unknown as ConstructorParameters<
      typeof SharedRedis
    >[1];
    return new SharedRedis(connector, log, createMetrics());
  }

  /** Without what comes of a busy machine: that Redis was late, and was there again. */
  const complaints = () =>
    [
      ...own,
      ...stack.instances.flatMap(({ log }) => log.filter((line) => /"msg":"redis_/.test(line))),
    ].filter((line) => !/redis_available|redis_unavailable timeout|"cause":"timeout"/.test(line));

  /** What a user does, at both instances, until the host's own server has heard of the decision. */
  async function work(): Promise<void> {
    const elsewhere = stack.instances[1]?.url ?? "";
    const ana = await sitDown(stack, stack.bff.url, "ana", { group: "norte" });
    const id = await submit(ana);
    await deliver(stack.sandbox, elsewhere, eventAbout(stack.sandbox, id, "created"));
    const ofId = () => host.messages().filter(({ data }) => data.authorization_request_id === id);
    await waitFor("word of the decision", async () => ofId().some(({ type }) => type.endsWith("decided")));
    const list = await moveTo(ana, elsewhere).arc.get("/arc/v1/authorization-requests?state=decided");
    assert.ok(JSON.stringify(list.body).includes(id));

    const { beneficiaryId } = await makeRequest(ana, { sponsor: "sponsor-otp", document: "104000001" });
    const code = { beneficiary_id: beneficiaryId, sponsor_slug: "sponsor-otp", channel: "SMS" };
    const sent = await ana.arc.post("/v1/otp/send", code);
    assert.equal(sent.status, 200);
    assert.equal((await moveTo(ana, elsewhere).arc.post("/v1/otp/send", code)).status, 429);
    const otp = { otp_id: field(sent.body, "otp_id"), code: "123456" };
    assert.equal((await moveTo(ana, elsewhere).arc.post("/v1/otp/validate", otp)).status, 200);
  }

  /** What happens seldom: a holder that dies, a code that was not sent, a lock that is held for long. */
  async function workSeldom(): Promise<void> {
    const encryption = createEncryption(fixedSecret(["a secret of at least thirty-two letters"]));
    const [dying, surviving] = [redisIdempotency(redis, encryption), redisIdempotency(redis, encryption)];
    assert.ok((await dying.begin("create\nkey\nclinic:ana", "print", true)).claim);
    const { keys } = await scanned("preauth:once:*:lease");
    for (const key of keys) await redis.run((client) => client.del(key));
    const { claim } = await surviving.begin("create\nkey\nclinic:ana", "print", true);
    assert.ok(claim);
    await claim.release({ fingerprint: "print" });

    const throttle = redisSendThrottle(redis, { pauses: [60_000], maxPerRequester: 5 });
    const send = { recipient: "sponsor\nsomebody", requester: "clinic:ana" };
    assert.equal(await throttle.reserve(send), 0);
    await throttle.release(send);

    const account = () => ({ vendorUrl: "https://vendor.example", clientId: "client" });
    const lock = await redisTokenStore(redis, encryption, account).lock();
    assert.ok(typeof lock === "object");
    const [extend = ""] =
      [...(await scriptsOfTheServer())].find(([, name]) => name.endsWith("extendScript")) ?? [];
    await waitFor("the lock's renewal", async () => monitor.scripts.has(extend));
    await lock.release();
  }

  async function scanned(pattern: string): Promise<{ keys: string[] }> {
    const ports = await cluster.masters();
    const found = await Promise.all(ports.map((port) => redisCli(port, "--scan", "--pattern", pattern)));
    return { keys: found.flatMap((text) => text.split("\n")).filter(Boolean) };
  }

  test("every script and every transaction stays in one slot", async () => {
    await work();
    await workSeldom();
    const missing = new Map(await scriptsOfTheServer());
    assert.ok(missing.size >= 15);
    await waitFor("every script of the server", async () => {
      for (const script of monitor.scripts) missing.delete(script);
      return missing.size === 0;
    }).catch(() => assert.deepEqual([...missing.values()], []));
    assert.deepEqual(complaints(), []);
  });

  test("a code that its recipient must wait for, or that was not sent, counts for nobody", async () => {
    const throttle = redisSendThrottle(redis, { pauses: [600_000], maxPerRequester: 2 });
    const to = (recipient: string) => ({ recipient: `sponsor\n${recipient}`, requester: "clinic:bea" });
    assert.equal(await throttle.reserve(to("ana")), 0);
    for (let count = 0; count < 3; count += 1) assert.ok((await throttle.reserve(to("ana"))) > 0);
    assert.equal(await throttle.reserve(to("ben")), 0);
    assert.ok((await throttle.reserve(to("cid"))) > 0);
    await throttle.release(to("ben"));
    assert.equal(await throttle.reserve(to("cid")), 0);
    assert.deepEqual(complaints(), []);
  });

  test("a user is erased at every node", async () => {
    const { status, text } = await runBff(stack, ["erase", "--host", stack.host.id, "--subject", "ana"]);
    assert.equal(status, 0, text);
    assert.match(text, /^Erased: [2-9] requests, and [1-9]/);
    const { body } = await (await sitDown(stack, stack.bff.url, "ana")).arc.get(
      "/arc/v1/authorization-requests",
    );
    assert.deepEqual(field(body, "content"), []);
    assert.deepEqual(complaints(), []);
  });

  test("the keys of a hundred users are divided among all masters", async () => {
    const before = await sizes();
    for (let count = 0; count < 100; count += 1) {
      const { url } = stack.instances[count % 2] ?? stack.bff;
      await submit(await sitDown(stack, url, `user-${count}`));
    }
    const added = (await sizes()).map((size, index) => size - (before[index] ?? 0));
    const all = added.reduce((sum, one) => sum + one, 0);
    assert.equal(added.length, 3);
    assert.ok(all > 800, `${all} keys`);
    for (const size of added) assert.ok(size > all / 6 && size < all / 2, `${added}`);
    assert.deepEqual(complaints(), []);
  });

  const sizes = async () =>
    Promise.all((await cluster.masters()).map(async (port) => Number(await redisCli(port, "DBSIZE"))));

  test("the rules deny nothing that a server or the doctor sends", async () => {
    const { text } = await runBff(stack, ["doctor"]);
    assert.match(text, /^ok +redis/m);
    for (const port of cluster.ports) {
      // A client introduces itself by CLIENT SETINFO, which servers of today need not know.
      const denied = (await redisCli(port, "ACL", "LOG")).match(/^object\n(.*)$/gm) ?? [];
      assert.deepEqual(
        denied.filter((line) => !line.includes("client")),
        [],
      );
    }
  });
});
