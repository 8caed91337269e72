import { hkdfSync } from "node:crypto";
import type { LiveSecret } from "../settings/secret.ts";
import type { Session } from "./session.ts";

/** Bytes of an AES-256 key. */
const keyLength = 32;

/** The key with which a browser encrypts an unfinished request; undefined for a session without a user. */
export type ResumeKeys = (session: Pick<Session, "owner" | "subject">) => string | undefined;

/**
 * Keys that belong to one user of one host. They are derived from the first session secret and stored nowhere: what a
 * browser stores can be decrypted with a valid session of the same user only, and with none after a rotation.
 */
export function resumeKeys(secret: LiveSecret): ResumeKeys {
  return ({ owner, subject }) => {
    const first = secret.current()[0];
    if (subject === undefined || first === undefined) return undefined;
    const key = hkdfSync("sha256", first.reveal(), "", `osigu-preauth resume\n${owner}`, keyLength);
    return Buffer.from(key).toString("base64");
  };
}
