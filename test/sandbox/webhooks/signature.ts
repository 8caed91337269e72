import { createHmac } from "node:crypto";

/** `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `<t>.<raw body>`, once for each secret of a rotation. */
export function signatureHeader(body: string, secrets: string[], seconds: number): string {
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${sign(body, secret, seconds)}`)].join(",");
}

export function sign(body: string, secret: string, seconds: number): string {
  return createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
}
