import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secret } from "../settings/secret.ts";

/** Seconds by which a delivery's timestamp may differ, either way. ARC, "Webhooks". */
const maxSkew = 300;
/** Parts of the header. A rotation lists two signatures; hundreds would only cost time. */
const maxParts = 12;

const timestampPattern = /^[0-9]{1,12}$/;
const signaturePattern = /^[0-9a-f]{64}$/i;

/**
 * Whether a delivery was signed with one of the secrets, and recently: `X-Osigu-Signature: t=<unix seconds>,v1=<hex>`,
 * HMAC-SHA256 of `<t>.<raw body>`. Several `v1=` may be listed, any may match. `now`: milliseconds since the epoch.
 */
export function isSigned(
  header: string | undefined,
  body: Buffer,
  secrets: readonly Secret[],
  now: number,
): boolean {
  const parsed = parseHeader(header);
  if (parsed === undefined || Math.abs(now / 1000 - Number(parsed.timestamp)) > maxSkew) return false;
  let isValid = false;
  // All are compared, so that the time does not show which of them nearly matched.
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret.reveal())
      .update(`${parsed.timestamp}.`)
      .update(body)
      .digest();
    for (const signature of parsed.signatures) if (timingSafeEqual(signature, expected)) isValid = true;
  }
  return isValid;
}

/** The timestamp, and the signatures of scheme v1; undefined for a malformed header. */
function parseHeader(header: string | undefined): { timestamp: string; signatures: Buffer[] } | undefined {
  const parts = header?.split(",") ?? [];
  if (parts.length > maxParts) return undefined;
  const timestamps: string[] = [];
  const signatures: Buffer[] = [];
  for (const part of parts) {
    const [name, value = ""] = split(part.trim());
    if (name === "t") timestamps.push(value);
    else if (name === "v1" && signaturePattern.test(value)) signatures.push(Buffer.from(value, "hex"));
  }
  const [timestamp] = timestamps;
  if (timestamp === undefined || timestamps.length > 1 || !timestampPattern.test(timestamp)) return undefined;
  return signatures.length === 0 ? undefined : { timestamp, signatures };
}

function split(part: string): [name: string, value: string] {
  const equals = part.indexOf("=");
  return equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
}
