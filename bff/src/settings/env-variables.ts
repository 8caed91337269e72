import { readFileSync } from "node:fs";
import { z } from "zod";
import { environments } from "../osigu/environments.ts";
import { changedLimits } from "../rate-limits/policies.ts";

/** One mistake in the environment, as a line that somebody can act on. */
export type Mistake = { variable: string; wrong: string; example: string };

/** What the process is given: `process.env`, or a stand-in for it. */
export type Variables = Readonly<Record<string, string | undefined>>;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const port = z.coerce.number("is not a number").int("is not a whole number").min(0).max(65_535);

const address = z.url({ protocol: /^https?$/, error: "is not an http or https address" });

const vendorAddress = address.refine(
  (value) => value.startsWith("https:") || loopback.has(URL.parse(value)?.hostname ?? ""),
  "must be https: credentials and patients' data travel over it (http is taken for the loopback only)",
);

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Reads a comma-separated setting into its values. */
export const severalSecrets = z.string().transform(list).pipe(z.array(z.string()).min(1, "is empty"));

const sessionSecrets = severalSecrets.pipe(
  z.array(z.string().refine((value) => Buffer.byteLength(value) >= 32, "is shorter than 32 bytes")),
);

const limits = z.string().transform((value, context) => {
  try {
    return changedLimits(value);
  } catch (thrown) {
    context.addIssue({
      code: "custom",
      message: thrown instanceof RangeError ? thrown.message : "is not valid",
    });
    return z.NEVER;
  }
});

/** Seconds, the first to the last; each holds after one more code. */
const pauses = z
  .string()
  .transform((value) => list(value).map(Number))
  .refine(
    (seconds) => seconds.length > 0 && seconds.every((one) => one >= 0 && one <= 3_600),
    "must list seconds from 0 to 3600, separated by commas",
  );

const text = z.string().trim().min(1, "is empty");
const oneSecret = text.transform((value) => [value]);

/** A setting: how it is read, what stands in for it when unset, and what a right one looks like. */
const setting = <Schema extends z.ZodType>(schema: Schema, example: string, otherwise?: string) => ({
  schema,
  example,
  otherwise,
});

/** Every setting that is no secret. */
export const plainSettings = {
  PORT: setting(port, "8787", "8787"),
  HOST: setting(text, "127.0.0.1", "0.0.0.0"),
  PUBLIC_URL: setting(address, "https://preauth.clinic.example", ""),
  OSIGU_ENVIRONMENT: setting(
    z.enum(Object.keys(environments) as [keyof typeof environments], "is neither sandbox nor production"),
    "sandbox",
    "sandbox",
  ),
  OSIGU_BASE_URL: setting(vendorAddress, "https://sandbox.osigu.com", ""),
  OSIGU_TOKEN_GRANT: setting(z.enum(["body", "query"], "is neither body nor query"), "body", "body"),
  OSIGU_PROVIDER_SLUG: setting(
    z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, "must be 1 to 64 letters, digits, dots, - or _"),
    "clinic-example",
    "",
  ),
  /** The two documented ways: the guides' `POST /v1/otp/send`, the reference's `POST /otp/generate`. */
  OSIGU_OTP_SEND: setting(z.enum(["send", "generate"], "is neither send nor generate"), "send", "send"),
  OTP_PAUSES: setting(pauses, "10,30,60,120,300,900", "10,30,60,120,300,900"),
  DVS_SPONSORS: setting(z.string().transform(list), "sponsor-a,sponsor-b", ""),
  DVS_BASE_URL: setting(vendorAddress, "https://dvs-ingestion-api.sandbox.osigu.com", ""),
  HOSTS_FILE: setting(text, "/etc/preauth/hosts.json"),
  MAX_UPLOAD_BYTES: setting(
    z.coerce.number("is not a number").int("is not a whole number").min(1_024).max(104_857_600),
    "10485760",
    "10485760",
  ),
  PDF_ACTIVE_CONTENT: setting(
    z.enum(["flag", "refuse"], "is neither flag nor refuse").transform((value) => value === "refuse"),
    "refuse",
    "flag",
  ),
  TRUSTED_PROXY_HOPS: setting(
    z.coerce.number("is not a number").int("is not a whole number").min(0).max(10),
    "1",
    "0",
  ),
  RATE_LIMITS: setting(limits, "session=1200/60,uploads=12", " "),
  LOG_LEVEL: setting(
    z.enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "is none of fatal, error, warn, info, debug, trace, silent",
    ),
    "info",
    "info",
  ),
  WIDGET_DIR: setting(text, "../widget/dist", ""),
} as const;

/** Every secret: each may also be given as the path of a file, in the variable with `_FILE` added. */
export const secretSettings = {
  OSIGU_CLIENT_ID: setting(oneSecret, "the id of your vendor credentials"),
  OSIGU_CLIENT_SECRET: setting(oneSecret, "the secret of your vendor credentials"),
  OSIGU_WEBHOOK_SECRET: setting(severalSecrets, "the signing secret from onboarding", ""),
  DVS_CLIENT_ID: setting(oneSecret, "the id of your credentials for document validation", ""),
  DVS_CLIENT_SECRET: setting(oneSecret, "the secret of your credentials for document validation", ""),
  SESSION_SECRET: setting(sessionSecrets, "the output of: openssl rand -base64 48"),
  REDIS_URL: setting(
    z
      .string()
      .trim()
      .pipe(z.url({ protocol: /^rediss?$/, error: "is not a redis:// or rediss:// address" }))
      .transform((value) => [value]),
    "redis://:password@redis:6379/0",
    "",
  ),
  METRICS_TOKEN: setting(
    oneSecret.pipe(z.array(z.string().min(16, "is shorter than 16 characters"))),
    "the output of: openssl rand -hex 24",
    "",
  ),
} as const;

export type PlainName = keyof typeof plainSettings;
export type SecretName = keyof typeof secretSettings;

/** The first thing that is wrong with a value, in words that do not repeat the value. */
export function whatIsWrong(error: z.ZodError): string {
  const message = error.issues[0]?.message ?? "is not valid";
  return /^(is|must) /.test(message) ? message : `is not valid (${message})`;
}

/** The text of a secret's variable or of its file; undefined when neither is set. */
export function secretText(
  env: Variables,
  name: SecretName,
): { text?: string; path?: string; wrong?: string } {
  const path = env[`${name}_FILE`];
  if (path === undefined || path === "") return { text: env[name] };
  if (env[name]) return { wrong: `is set together with ${name}_FILE; set one of them` };
  try {
    return { text: readFileSync(path, "utf8").trim(), path };
  } catch {
    return { wrong: `cannot be read from the file that ${name}_FILE names` };
  }
}
