import { hkdfSync } from "node:crypto";
import type { LiveSecret } from "../settings/secret.ts";
import type { Session } from "./session.ts";

/** Bytes of an AES-256 key. */
const keyLength = 32;

/** The key with which a browser seals what it keeps of an unfinished request; undefined for a session without a user. */
export type ResumeKeys = (session: Pick<Session, "owner" | "subject">) => string | undefined;

/**
 * Keys that belong to one user of one host. They follow from the session secret and are kept nowhere: what lies in a
 * browser can be read with a valid session of the same user and with nothing else. The first secret gives them, so that
 * after a rotation what was kept is gone.
 */
export function resumeKeys(secret: LiveSecret): ResumeKeys {
  return ({ owner, subject }) => {
    const first = secret.current()[0];
    if (subject === undefined || first === undefined) return undefined;
    const key = hkdfSync("sha256", first.reveal(), "", `osigu-preauth resume\n${owner}`, keyLength);
    return Buffer.from(key).toString("base64");
  };
}
