import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { rootCertificates } from "node:tls";
import { inspect } from "node:util";
import { mistakeLine, type Variables } from "../settings/setting.ts";
import { readSettings } from "./settings.ts";

const right: Variables = {
  OSIGU_CLIENT_ID: "an-id",
  OSIGU_CLIENT_SECRET: "canary-of-a-client-secret",
  SESSION_SECRET: "canary-of-a-session-secret-long-enough",
  HOSTS_FILE: "/etc/hosts.json",
};
const { privateKey: someKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const mistakesOf = (env: Variables) => (readSettings({ ...right, ...env }).mistakes ?? []).map(mistakeLine);

test("what is required is enough", () => {
  const { settings } = readSettings(right);
  assert.equal(settings?.vendorUrl, "https://sandbox.osigu.com");
  assert.equal(settings?.port, 8_787);
});

test("production has its own hosts, for the API and for document validation", () => {
  const dvs = { DVS_SPONSORS: "a-sponsor", DVS_CLIENT_ID: "an-id", DVS_CLIENT_SECRET: "a-secret" };
  for (const [environment, api, documents] of [
    ["sandbox", "https://sandbox.osigu.com", "https://dvs-ingestion-api.sandbox.osigu.com"],
    ["production", "https://api.osigu.com", "https://dvs-ingestion-api.osigu.com"],
  ]) {
    const { settings } = readSettings({ ...right, ...dvs, OSIGU_ENVIRONMENT: environment });
    assert.equal(settings?.vendorUrl, api);
    assert.equal(settings?.documentChecks?.url, documents);
  }
});

test("all mistakes are reported at once, each with its variable and an example", () => {
  const lines = (readSettings({ PORT: "many" }).mistakes ?? []).map(mistakeLine);
  for (const name of ["PORT", "HOSTS_FILE", "OSIGU_CLIENT_ID", "OSIGU_CLIENT_SECRET", "SESSION_SECRET"]) {
    const line = lines.find((one) => one.startsWith(`${name} `));
    assert.match(line ?? "", new RegExp(`Example: ${name}=`));
  }
});

const wrong: [env: Variables, says: RegExp][] = [
  [{ SESSION_SECRET: "short" }, /SESSION_SECRET .*32 bytes/],
  [{ SESSION_SECRET: `${"x".repeat(40)},short` }, /SESSION_SECRET .*32 bytes/],
  [
    { SESSION_SECRET: "replace-with-the-output-of-openssl-rand-base64-48" },
    /SESSION_SECRET is the placeholder of an example/,
  ],
  [{ SESSION_SECRET: "the output of: openssl rand -base64 48" }, /SESSION_SECRET is the placeholder/],
  [{ SESSION_SECRET: "ChangeMe_ChangeMe_ChangeMe_ChangeMe" }, /SESSION_SECRET is the placeholder/],
  [{ METRICS_TOKEN: "the output of: openssl rand -hex 24" }, /METRICS_TOKEN is the placeholder/],
  [{ OSIGU_WEBHOOK_SECRET: "replace-with-your-secret" }, /OSIGU_WEBHOOK_SECRET is the placeholder/],
  [{ OSIGU_BASE_URL: "http://vendor.example" }, /OSIGU_BASE_URL must be https/],
  [{ OSIGU_BASE_URL: "https://vendor.example/api" }, /OSIGU_BASE_URL must be an origin.*Example: /],
  [{ OSIGU_BASE_URL: "https://vendor.example?tenant=1" }, /OSIGU_BASE_URL must be an origin/],
  [{ OSIGU_BASE_URL: "https://user:pass@vendor.example" }, /OSIGU_BASE_URL must be an origin/],
  [{ DVS_BASE_URL: "https://dvs.example/v1" }, /DVS_BASE_URL must be an origin/],
  [{ OSIGU_BASE_URL: "nowhere" }, /OSIGU_BASE_URL/],
  [{ OSIGU_ENVIRONMENT: "staging" }, /OSIGU_ENVIRONMENT .*sandbox nor production/],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, /NODE_TLS_REJECT_UNAUTHORIZED/],
  [{ REDIS_TIMEOUT_MS: "60000" }, /REDIS_TIMEOUT_MS is not a number.*REDIS_TIMEOUT_MS=200/],
  [{ REDIS_URL: "localhost:6379" }, /REDIS_URL .*redis:/],
  [{ REDIS_SENTINELS: "10.0.0.1:26379" }, /REDIS_SENTINEL_NAME is missing, though REDIS_SENTINELS is set/],
  [{ REDIS_SENTINELS: "10.0.0.1", REDIS_SENTINEL_NAME: "a" }, /REDIS_SENTINELS must list host:port/],
  [{ REDIS_URL: "rediss://redis", REDIS_CA: "/etc/ssl/ca.pem" }, /REDIS_CA is no PEM certificate/],
  [
    { REDIS_URL: "redis://redis", REDIS_CA: rootCertificates[0] },
    /REDIS_URL is not rediss:\/\/, though REDIS_CA is set/,
  ],
  [{ REDIS_CERT: rootCertificates[0] }, /REDIS_KEY is missing, though REDIS_CERT is set/],
  [{ REDIS_KEY: someKey }, /REDIS_CERT is missing, though REDIS_KEY is set/],
  [{ REDIS_CERT: rootCertificates[0], REDIS_KEY: someKey }, /REDIS_KEY is not the key of REDIS_CERT/],
  [{ REDIS_CERT: "/etc/ssl/client.pem", REDIS_KEY: someKey }, /REDIS_CERT is no PEM certificate/],
  [{ REDIS_CERT: rootCertificates[0], REDIS_KEY: "a key" }, /REDIS_KEY is no PEM private key/],
  [{ REDIS_CLUSTER: "yes" }, /REDIS_CLUSTER is neither true nor false/],
  [{ REDIS_CLUSTER: "true" }, /REDIS_URL is missing, though REDIS_CLUSTER is true/],
  [
    { REDIS_CLUSTER: "true", REDIS_SENTINELS: "10.0.0.1:26379", REDIS_SENTINEL_NAME: "a" },
    /REDIS_CLUSTER is true, though REDIS_SENTINELS is set/,
  ],
  [{ LOG_LEVEL: "loud" }, /LOG_LEVEL is none of fatal, error, /],
  [{ OSIGU_OTP_SEND: "both" }, /OSIGU_OTP_SEND .*send nor generate/],
  [{ OTP_PAUSES: "10,soon" }, /OTP_PAUSES must list seconds/],
  [{ DVS_SPONSORS: "some-sponsor" }, /DVS_CLIENT_ID is missing, though DVS_SPONSORS is set/],
  [{ DVS_SPONSORS: "some-sponsor", DVS_CLIENT_ID: "an-id" }, /DVS_CLIENT_SECRET is missing/],
  [{ DVS_BASE_URL: "http://dvs.example" }, /DVS_BASE_URL must be https/],
  [{ OSIGU_CLIENT_SECRET_FILE: "/nowhere" }, /OSIGU_CLIENT_SECRET .*set together/],
];
for (const [env, says] of wrong) {
  test(`${JSON.stringify(env).slice(0, 70)} is refused`, () => {
    assert.match(mistakesOf(env).join("\n"), says);
  });
}

test("a mistake does not repeat the secret", () => {
  assert.ok(!mistakesOf({ SESSION_SECRET: "too-short-canary" }).join().includes("canary"));
});

test("http is taken for the loopback", () => {
  assert.deepEqual(mistakesOf({ OSIGU_BASE_URL: "http://127.0.0.1:8788" }), []);
});

test("settings show no secret however they are printed", () => {
  const { settings } = readSettings(right);
  const shown = `${inspect(settings, { depth: 9, showHidden: true })} ${JSON.stringify(settings)} ${String(settings?.secrets.session.current())}`;
  assert.ok(!shown.includes("canary"));
});

test("a secret from a file follows the file, and keeps its last good value", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "preauth-settings-"));
  const path = join(folder, "secret");
  writeFileSync(path, "first\n");
  const { OSIGU_CLIENT_SECRET: _, ...env } = right;
  const { settings } = readSettings({ ...env, OSIGU_CLIENT_SECRET_FILE: path });
  t.after(() => {
    settings?.close();
    rmSync(folder, { recursive: true });
  });
  const secret = settings?.secrets.clientSecret as unknown as {
    current(): { reveal(): string }[];
    reload(): void;
    onChange(listener: () => void): void;
  };
  let changes = 0;
  secret.onChange(() => {
    changes += 1;
  });
  writeFileSync(path, "second");
  secret.reload();
  assert.deepEqual([secret.current()[0]?.reveal(), changes], ["second", 1]);
  writeFileSync(path, "");
  secret.reload();
  assert.deepEqual([secret.current()[0]?.reveal(), changes], ["second", 1]);
});
