import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import type { TLSSocket } from "node:tls";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { startBff } from "../stack/bff.ts";
import { type CertificateAuthority, makeCertificateAuthority } from "../stack/certificate-authority.ts";
import { freePort } from "../stack/free-port.ts";
import { startRedis } from "../stack/redis.ts";
import { redisCli, startCluster, startSentinels } from "../stack/redis-topologies.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Clinic, read, until } from "./clinic.ts";
import { type Site, startTwoInstances } from "./two-instances.ts";

const patience = 60_000;

let ours: CertificateAuthority;
let other: CertificateAuthority;
before(() => {
  ours = makeCertificateAuthority();
  other = makeCertificateAuthority();
});
after(() => {
  ours?.remove();
  other?.remove();
});

/** The settings for a Redis that has a certificate of our authority, and demands one of it. */
const trusted = () => ({
  REDIS_CA_FILE: ours.authority,
  REDIS_CERT_FILE: ours.certificate,
  REDIS_KEY_FILE: ours.key,
});

/** What the doctor says of Redis, as `ok` or `fail` and what it found. */
async function diagnose(stack: Stack, settings: Record<string, string>): Promise<string> {
  const { text } = await runBff(stack, ["doctor"], settings);
  return /^(ok|warn|fail) +redis +(.*)$/m.exec(text)?.slice(1).join(" ") ?? text;
}

/** Two instances that share what they make. */
async function clinicWith(t: TestContext, settings: Record<string, string>): Promise<Site> {
  const site = await startTwoInstances(t, settings);
  await shares(site.clinic);
  return site;
}

/** The doctor finds nothing wrong, and says why TLS fails with another authority or without a certificate. */
async function assertDiagnosed(stack: Stack): Promise<void> {
  assert.match(await diagnose(stack, {}), /^ok /);
  assert.match(
    await diagnose(stack, { REDIS_CA_FILE: other.authority }),
    /^fail not reachable: tls_not_trusted$/,
  );
  assert.match(
    await diagnose(stack, { REDIS_CERT_FILE: "", REDIS_KEY_FILE: "" }),
    /^fail not reachable: tls_certificate_required$/,
  );
}

/** Waits until both instances have Redis, and what one makes is at hand at the other. */
async function shares(clinic: Clinic): Promise<void> {
  await until(async () => {
    const answers = await Promise.all([0, 1].map((instance) => clinic.call("GET", "/readyz", { instance })));
    return answers.every(({ body }) => (body as { checks: { redis: string } }).checks.redis === "ok");
  }, patience);
  let made = await clinic.create(await clinic.find(), { instance: 0 });
  await until(async () => {
    if (made.status !== 202) made = await clinic.create(await clinic.find(), { instance: 0 });
    const path = `/arc/v1/authorization-requests/${read(made, "authorization_request_id")}`;
    return made.status === 202 && (await clinic.call("GET", path, { instance: 1 })).status === 200;
  }, patience);
}

test("through Sentinels, all over TLS with client certificates, and to the new master after a failover", async (t) => {
  const redis = await startSentinels(ours);
  t.after(() => redis.stop());
  const sentinels = {
    REDIS_URL: "rediss://master",
    REDIS_SENTINELS: redis.sentinels.join(","),
    REDIS_SENTINEL_NAME: redis.name,
  };
  const { stack, clinic } = await clinicWith(t, { ...sentinels, ...trusted() });
  await assertDiagnosed(stack);
  await redis.kill(redis.master);
  await until(async () => (await redisCli(redis.replica, "ROLE")).startsWith("master"), patience);
  await shares(clinic);
});

test("in a cluster, all over TLS with client certificates, and after a master died", async (t) => {
  const redis = await startCluster(ours);
  t.after(() => redis.stop());
  const settings = { REDIS_URL: redis.url, REDIS_CLUSTER: "true" };
  const { stack, clinic } = await clinicWith(t, { ...settings, ...trusted() });
  await assertDiagnosed(stack);
  const [master = 0] = await redis.masters();
  const survivor = redis.ports.find((port) => port !== master) ?? 0;
  await redis.kill(master);
  await until(
    async () => (await redisCli(survivor, "CLUSTER", "INFO")).includes("cluster_state:ok"),
    patience,
  );
  await shares(clinic);
});

/** The sockets that this process connects from now on. */
function connections(t: TestContext): TLSSocket[] {
  const made: TLSSocket[] = [];
  const keep = (message: unknown) => void made.push((message as { socket: TLSSocket }).socket);
  subscribe("net.client.socket", keep);
  t.after(() => unsubscribe("net.client.socket", keep));
  return made;
}

describe("a Redis that demands a certificate of its clients", () => {
  let url: string;
  let stack: Stack;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  before(async () => {
    const port = await freePort();
    const files = ["--tls-cert-file", ours.certificate, "--tls-key-file", ours.key];
    const clients = ["--tls-ca-cert-file", ours.authority, "--tls-auth-clients", "yes"];
    redis = await startRedis("--tls-port", `${port}`, ...files, ...clients);
    url = `rediss://127.0.0.1:${port}`;
    stack = await startStack({ bff: { REDIS_URL: url, ...trusted() } });
  });
  after(async () => {
    await stack?.stop();
    await redis?.stop();
  });

  test("tells the doctor why: none is there, one of another authority, a key that is another's", async () => {
    assert.match(await diagnose(stack, {}), /^ok /);
    const none = { REDIS_CERT_FILE: "", REDIS_KEY_FILE: "" };
    assert.equal(await diagnose(stack, none), "fail not reachable: tls_certificate_required");
    const foreign = { REDIS_CERT_FILE: other.certificate, REDIS_KEY_FILE: other.key };
    assert.equal(await diagnose(stack, foreign), "fail not reachable: tls_certificate_refused");
    const { text } = await runBff(stack, ["doctor"], { REDIS_KEY_FILE: other.key });
    assert.match(text, /^fail +REDIS_KEY +is not the key of REDIS_CERT$/m);
  });

  test("ends no process whose connection fails twice: with its alert, and then with its reset", async (t) => {
    // It accepts the connection and says nothing, so that nothing else fails.
    const silent = createServer().listen(0, "127.0.0.1");
    t.after(() => silent.close());
    await once(silent, "listening");
    const made = connections(t);
    const connector = redisAt(fixedSecret([`rediss://127.0.0.1:${(silent.address() as AddressInfo).port}`]));
    const client = connector.open({ retryStrategy: () => null, enableReadyCheck: false });
    t.after(() => client.disconnect());
    const errors: string[] = [];
    client.on("error", ({ message }) => errors.push(message));
    // Ours, and that of ioredis.
    await until(() => (made[0]?.listenerCount("error") ?? 0) > 1, patience);
    for (const message of ["alert", "reset"]) made[0]?.emit("error", new Error(message));
    await until(() => errors.includes("alert"), patience);
  });

  test("is told in the log with the cause, once", async (t) => {
    const without = await startBff({ env: { ...stack.env, REDIS_CERT_FILE: "", REDIS_KEY_FILE: "" } });
    t.after(() => without.stop());
    const told = () => without.log.filter((line) => line.includes('"msg":"redis_unavailable"'));
    await until(() => told().some((line) => line.includes('"cause":"tls_certificate_required"')), patience);
  });

  test("takes a new certificate without a restart, though its files change one after the other", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "preauth-certificate-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const [certificate, key] = [join(folder, "client.pem"), join(folder, "client.key")];
    copyFileSync(other.certificate, certificate);
    copyFileSync(other.key, key);
    const bff = await startBff({
      env: { ...stack.env, REDIS_CERT_FILE: certificate, REDIS_KEY_FILE: key },
    });
    t.after(() => bff.stop());
    await until(() => bff.log.some((line) => line.includes("tls_certificate_refused")), patience);
    copyFileSync(ours.certificate, certificate);
    await until(
      () => bff.log.some((line) => /"file":"REDIS_CERT".*secret_file_changed/.test(line)),
      patience,
    );
    copyFileSync(ours.key, key);
    await until(() => bff.log.some((line) => line.includes("redis_available")), patience);
  });
});
