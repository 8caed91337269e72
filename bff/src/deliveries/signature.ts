import { createHmac } from "node:crypto";

/**
 * The headers of a delivery after the Standard Webhooks specification. `secrets`: one or more `whsec_<base64>`,
 * separated by spaces; each signs. `seconds`: the instant of this try, Unix time.
 */
export function signedHeaders(id: string, body: string, secrets: string, seconds: number) {
  const signatures = secrets.split(/\s+/).map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}
