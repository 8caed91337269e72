import type { Client } from "../api/client.ts";
import { isNamedUser } from "../api/session-user.ts";
import { ProblemError } from "../problem/problem.ts";

/** Bytes of the nonce that precedes the ciphertext. */
const nonceLength = 12;
const name = "AES-GCM";

const keys = new WeakMap<Client, Promise<CryptoKey>>();

/**
 * The encryption key of the session's user, which cannot be exported. Requested once; a failed request is repeated.
 *
 * @throws ProblemError `not_found` for a session without a subject.
 */
export function keyOf(client: Client): Promise<CryptoKey> {
  let key = keys.get(client);
  if (!key) {
    key = requestKey(client);
    keys.set(client, key);
    key.catch(() => keys.delete(client));
  }
  return key;
}

async function requestKey(client: Client): Promise<CryptoKey> {
  if (!(await isNamedUser(client))) throw new ProblemError({ code: "not_found", retryable: false });
  const { key } = await client.get<{ key: string }>("/widget/resume-key");
  const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, name, false, ["encrypt", "decrypt"]);
}

/** Encrypts with AES-256-GCM. Returns a random nonce followed by the ciphertext. */
export async function encrypt(client: Client, bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
  const ciphertext = await crypto.subtle.encrypt({ name, iv }, await keyOf(client), bytes);
  return new Uint8Array(await new Blob([iv, ciphertext]).arrayBuffer());
}

/** @throws DOMException for data that another key encrypted, or that was changed. */
export async function decrypt(client: Client, encrypted: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const iv = encrypted.subarray(0, nonceLength);
  return crypto.subtle.decrypt({ name, iv }, await keyOf(client), encrypted.subarray(nonceLength));
}
