import { createPrivateKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import { integer, list, singleSecret, text } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const redisSettings = {
  url: setting(
    "REDIS_URL",
    text
      .pipe(z.url({ protocol: /^rediss?$/, error: "is not a redis:// or rediss:// address" }))
      .transform((value) => [value]),
    { example: "redis://:password@redis:6379/0", optional: true },
  ),
  sentinels: setting(
    "REDIS_SENTINELS",
    list.pipe(z.array(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^\s:]+):\d{1,5}$/, "must list host:port"))),
    { example: "10.0.0.1:26379,10.0.0.2:26379,10.0.0.3:26379", optional: true },
  ),
  sentinelName: setting("REDIS_SENTINEL_NAME", text, { example: "mymaster", optional: true }),
  sentinelPassword: setting("REDIS_SENTINEL_PASSWORD", singleSecret, {
    example: "the password of the Sentinels",
    optional: true,
  }),
  authorities: setting(
    "REDIS_CA",
    text.refine(isCertificate, "is no PEM certificate").transform((value) => [value]),
    {
      example: "-----BEGIN CERTIFICATE-----…",
      optional: true,
    },
  ),
  certificate: setting(
    "REDIS_CERT",
    text.refine(isCertificate, "is no PEM certificate").transform((value) => [value]),
    { example: "-----BEGIN CERTIFICATE-----…", optional: true },
  ),
  key: setting(
    "REDIS_KEY",
    text.refine(isPrivateKey, "is no PEM private key without a passphrase").transform((value) => [value]),
    { example: "-----BEGIN PRIVATE KEY-----…", optional: true },
  ),
  cluster: setting(
    "REDIS_CLUSTER",
    z.enum(["true", "false"], "is neither true nor false").transform((value) => value === "true"),
    { example: "true", fallback: "false" },
  ),
  timeout: setting("REDIS_TIMEOUT_MS", integer(50, 2_000), { example: "200", fallback: "200" }),
};

/** Whether the text begins with a certificate in PEM. */
function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}
