import assert from "node:assert/strict";
import { test } from "node:test";
import { startBff } from "../stack/bff.ts";
import { makeCertificateAuthority } from "../stack/certificate-authority.ts";
import { freePort } from "../stack/free-port.ts";
import { sendCommand, startRedis } from "../stack/redis.ts";
import { documentedRules } from "../stack/redis-access.ts";
import { runBff } from "../stack/run-bff.ts";
import { type CallResult, type Clinic, prepared, read, until } from "./clinic.ts";
import { type Site, startTwoInstances } from "./two-instances.ts";

const redisStateOf = ({ body }: CallResult) => (body as { checks: { redis: string } }).checks.redis;
const bothSay = (clinic: Clinic, state: string) =>
  until(async () => {
    const answers = await Promise.all([0, 1].map((instance) => clinic.call("GET", "/readyz", { instance })));
    return answers.every((answer) => redisStateOf(answer) === state);
  }, 60_000);

/** What one instance makes is found, repeated, listed, followed and erased at the other. */
async function useEverything({ stack, clinic }: Site): Promise<void> {
  const person = await clinic.find();
  const made = await clinic.create(person, { key: "shared", instance: 0 });
  const again = await clinic.create(person, { key: "shared", instance: 1 });
  assert.deepEqual(again.body, made.body);
  const id = read(made, "authorization_request_id");
  assert.equal(
    (await clinic.call("GET", `/arc/v1/authorization-requests/${id}`, { instance: 1 })).status,
    200,
  );
  const done = await clinic.complete(await prepared(clinic), { instance: 1, key: "done" });
  assert.ok(done.status < 300, `${done.status}`);
  const list = await clinic.call("GET", "/arc/v1/authorization-requests?state=open", { instance: 1 });
  assert.equal(list.status, 200);
  assert.equal((await runBff(stack, ["erase", "--host", stack.host.id, "--subject", "staff-1"])).status, 0);
}

test("a Redis with a certificate of its own authority is used with that authority, and with no other", async (t) => {
  const [ours, other] = [makeCertificateAuthority(), makeCertificateAuthority()];
  t.after(() => ours.remove());
  t.after(() => other.remove());
  const port = await freePort();
  const files = ["--tls-cert-file", ours.certificate, "--tls-key-file", ours.key, "--tls-auth-clients", "no"];
  const redis = await startRedis("--tls-port", `${port}`, ...files);
  t.after(() => redis.stop());
  const env = { REDIS_URL: `rediss://127.0.0.1:${port}`, REDIS_CA_FILE: ours.authority };
  const { stack, clinic } = await startTwoInstances(t, env);
  await bothSay(clinic, "ok");
  await useEverything({ stack, clinic });
  const mistaken = await startBff({ env: { ...stack.env, REDIS_CA_FILE: other.authority } });
  t.after(() => mistaken.stop());
  await until(() => mistaken.log.some((line) => line.includes('"cause":"tls_not_trusted"')), 60_000);
});

test("a user of Redis with the commands of the documentation, and no more, is enough", async (t) => {
  const redis = await startRedis();
  t.after(() => redis.stop());
  const rules = documentedRules().join(" ");
  assert.match(await sendCommand(redis, `ACL SETUSER preauth ${rules}`), /^\+OK/);
  const env = { REDIS_URL: redis.url.replace("://", "://preauth:password@") };
  const { stack, clinic } = await startTwoInstances(t, env);
  await bothSay(clinic, "ok");
  await useEverything({ stack, clinic });
  const doctor = await runBff(stack, ["doctor"]);
  assert.match(doctor.text, /^ok +redis/m);
  assert.doesNotMatch(await sendCommand(redis, "ACL LOG"), /object\r\n\$\d+\r\n(?!client)/);
});
