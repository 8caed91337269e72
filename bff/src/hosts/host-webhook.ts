import { z } from "zod";
import { loopback } from "../settings/schemas.ts";
import { Secret } from "../settings/secret.ts";

/** Bytes of a secret. The Standard Webhooks specification has 24 to 64. */
const minSecretBytes = 16;
const maxSecretBytes = 128;
/** Secrets at a time, during a rotation. */
const maxSecrets = 4;

/** `whsec_<base64>`; two separated by a space during a rotation. */
export const webhookSecret = z
  .string()
  .trim()
  .refine((text) => {
    const secrets = text.split(/\s+/);
    return secrets.length <= maxSecrets && secrets.every(isSecret);
  }, "must be whsec_ and the Base64 of 24 to 64 random bytes");

function isSecret(text: string): boolean {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(encoded ?? "", "base64");
  return length >= minSecretBytes && length <= maxSecretBytes;
}

const webhookUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  if (url === null || url.username !== "" || url.password !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
}, "must be an https address (http for the loopback interface only), without user and fragment");

/** Where a host's server is notified of its requests: `{ "url", "secret" | "secret_file" }`. */
export const hostWebhook = z
  .strictObject({
    url: webhookUrl,
    secret: webhookSecret.optional(),
    secret_file: z.string().min(1).optional(),
  })
  .refine(
    ({ secret, secret_file }) => (secret === undefined) !== (secret_file === undefined),
    "must have either a secret or a secret_file",
  )
  .transform(({ url, secret, secret_file }) => ({
    url,
    secret: secret === undefined ? undefined : new Secret(secret),
    secretFile: secret_file,
  }));
export type HostWebhook = z.output<typeof hostWebhook>;
