import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { LiveSecret } from "../settings/secret.ts";

/** Bytes, as AES-256-GCM has them. */
const ivLength = 12;
const tagLength = 16;

/** What lies in Redis is unreadable to whoever reads Redis: tokens, and answers about people. */
export type Sealing = {
  /** `place` is bound in, so that a value cannot be moved to another key. */
  seal(text: string, place: string): string;
  /** Undefined when it was sealed with a secret that is no longer listed, or was tampered with. */
  open(sealed: string, place: string): string | undefined;
};

/** Seals with a key derived from the first secret, opens with those of all, so that the secret can be rotated. */
export function sealing(secret: LiveSecret): Sealing {
  let keys = secret.current().map((one) => keyOf(one.reveal()));
  secret.onChange(() => {
    keys = secret.current().map((one) => keyOf(one.reveal()));
  });
  return {
    seal(text, place) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv("aes-256-gcm", keys[0] as Buffer, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, "base64");
      for (const key of keys) {
        const text = opened(bytes, key, place);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

function opened(bytes: Buffer, key: Buffer, place: string): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    const text = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
    return text.toString("utf8");
  } catch {
    return undefined;
  }
}

const keyOf = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "osigu-preauth redis", 32));

/** A name in Redis that tells nothing of what it stands for: ids of people are part of such names. */
export function hidden(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 32);
}
