import type { Deliverer } from "./deliverer.ts";
import type { WebhookEvent } from "./event.ts";
import { sign, signatureHeader } from "./signature.ts";

/** A delivery that a receiver must see through, or must take although it looks unusual. */
export const forgeryKinds = [
  "wrong-secret",
  "no-signature",
  "wrong-scheme",
  "empty-signature",
  "tampered-body",
  "stale",
  "future",
  "stamp-moved",
  "many-signatures",
  "second-signature-right",
  "other-environment",
  "other-family",
  "not-json",
  "oversized",
] as const;
export type ForgeryKind = (typeof forgeryKinds)[number];

export type Forged = { body: string; headers: Record<string, string> };

/** Makes a delivery of a kind out of a good event, signed with the deliverer's secrets where the kind says so. */
export function forge(kind: ForgeryKind, event: WebhookEvent, secrets: string[], now: number): Forged {
  const seconds = Math.floor(now / 1000);
  const body = JSON.stringify(event);
  const [secret = ""] = secrets;
  const signed = (text: string, at = seconds) => headers(signatureHeader(text, secrets, at));
  const good = sign(body, secret, seconds);
  switch (kind) {
    case "wrong-secret":
      return { body, headers: headers(signatureHeader(body, ["somebody-else"], seconds)) };
    case "no-signature":
      return { body, headers: {} };
    case "wrong-scheme":
      return { body, headers: headers(`t=${seconds},v0=${good}`) };
    case "empty-signature":
      return { body, headers: headers(`t=${seconds},v1=`) };
    case "tampered-body":
      return { body: body.replace("APPROVED", "REJECTED").concat(" "), headers: signed(body) };
    case "stale":
      return { body, headers: signed(body, seconds - 301) };
    case "future":
      return { body, headers: signed(body, seconds + 302) };
    case "stamp-moved":
      return { body, headers: headers(`t=${seconds},v1=${sign(body, secret, seconds - 3600)}`) };
    case "many-signatures":
      return { body, headers: headers(`t=${seconds}${`,v1=${"0".repeat(64)}`.repeat(200)}`) };
    case "second-signature-right":
      return { body, headers: headers(`t=${seconds},v1=${"0".repeat(64)},v1=${good}`) };
    case "other-environment":
      return signOther(
        { ...event, environment: event.environment === "sandbox" ? "production" : "sandbox" },
        signed,
      );
    case "other-family":
      return signOther({ ...event, event_type: "dispensing.completed" }, signed);
    case "not-json":
      return { body: "<event/>", headers: signed("<event/>") };
    case "oversized":
      return signOther({ ...event, data: { ...event.data, padding: "x".repeat(2_000_000) } }, signed);
  }
}

/** Sends a forged delivery once and answers the status that it was met with. */
export function sendForged(deliverer: Deliverer, url: string, { body, headers: own }: Forged) {
  return deliverer.post(url, body, own);
}

const headers = (signature: string) => ({ "x-osigu-signature": signature });

function signOther(event: WebhookEvent, signed: (body: string) => Record<string, string>): Forged {
  const body = JSON.stringify(event);
  return { body, headers: signed(body) };
}
