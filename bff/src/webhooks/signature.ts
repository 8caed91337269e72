import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secret } from "../settings/secret.ts";

/** Seconds by which a delivery's stamp may be off, either way. ARC, "Webhooks". */
const mostSkew = 300;
/** Parts of the header. A rotation lists two signatures; hundreds would only be there to keep us busy. */
const mostParts = 12;

const stampShape = /^[0-9]{1,12}$/;
const signatureShape = /^[0-9a-f]{64}$/i;

/**
 * Whether a delivery was signed with one of the secrets, and just now: `X-Osigu-Signature: t=<unix seconds>,v1=<hex>`,
 * HMAC-SHA256 of `<t>.<raw body>`. Several `v1=` may be listed, any may match. `now`: milliseconds since the epoch.
 */
export function isSigned(
  header: string | undefined,
  body: Buffer,
  secrets: readonly Secret[],
  now: number,
): boolean {
  const read = readHeader(header);
  if (read === undefined || Math.abs(now / 1000 - Number(read.stamp)) > mostSkew) return false;
  let right = false;
  // All are compared, so that the time does not tell which of them was nearly right.
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret.reveal()).update(`${read.stamp}.`).update(body).digest();
    for (const signature of read.signatures) if (timingSafeEqual(signature, expected)) right = true;
  }
  return right;
}

/** The stamp and the signatures of the one scheme that is known; undefined for a header that is not as it should be. */
function readHeader(header: string | undefined): { stamp: string; signatures: Buffer[] } | undefined {
  const parts = header?.split(",") ?? [];
  if (parts.length > mostParts) return undefined;
  const stamps: string[] = [];
  const signatures: Buffer[] = [];
  for (const part of parts) {
    const [name, value = ""] = split(part.trim());
    if (name === "t") stamps.push(value);
    else if (name === "v1" && signatureShape.test(value)) signatures.push(Buffer.from(value, "hex"));
  }
  const [stamp] = stamps;
  if (stamp === undefined || stamps.length > 1 || !stampShape.test(stamp)) return undefined;
  return signatures.length === 0 ? undefined : { stamp, signatures };
}

function split(part: string): [name: string, value: string] {
  const equals = part.indexOf("=");
  return equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
}
