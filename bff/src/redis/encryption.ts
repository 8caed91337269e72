import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { LiveSecret } from "../settings/secret.ts";

/** Bytes, as AES-256-GCM requires them. */
const ivLength = 12;
const tagLength = 16;

/** Encrypts what is stored in Redis: tokens, and replies with personal data. Base64 of IV, tag and ciphertext. */
export type Encryption = {
  /** `key` is authenticated with the text, so that a value cannot be moved to another Redis key. */
  encrypt(text: string, key: string): string;
  /** Undefined for a value that was encrypted with a secret no longer listed, or that was changed. */
  decrypt(encrypted: string, key: string): string | undefined;
};

/** Encrypts with a key derived from the first secret and decrypts with those of all, so that the secret can rotate. */
export function createEncryption(secret: LiveSecret): Encryption {
  const deriveAll = () => secret.current().map((one) => deriveKey(one.reveal()));
  let keys = deriveAll();
  secret.onChange(() => {
    keys = deriveAll();
  });
  return {
    encrypt(text, key) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv("aes-256-gcm", keys[0] as Buffer, iv).setAAD(Buffer.from(key));
      const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString("base64");
    },
    decrypt(encrypted, key) {
      const bytes = Buffer.from(encrypted, "base64");
      for (const secretKey of keys) {
        const text = decryptWith(secretKey, bytes, key);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

function decryptWith(secretKey: Buffer, bytes: Buffer, key: string): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", secretKey, bytes.subarray(0, ivLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    const text = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
    return text.toString("utf8");
  } catch {
    return undefined;
  }
}

const deriveKey = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "osigu-preauth redis", 32));

/** A digest to use in Redis keys in place of a name that holds personal ids. */
export function hashName(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 32);
}
