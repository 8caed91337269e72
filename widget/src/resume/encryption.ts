import type { Client } from "../api/client.ts";

/** Bytes of the nonce that stands before what is sealed. */
const nonceLength = 12;
const name = "AES-GCM";

const keys = new WeakMap<Client, Promise<CryptoKey>>();

/**
 * The key of this session's user, which cannot be read out. Asked for once; a failure is forgotten. Refused with
 * `not_found` for a session without a user.
 */
export function keyOf(client: Client): Promise<CryptoKey> {
  let asked = keys.get(client);
  if (!asked) {
    asked = client.get<{ key: string }>("/widget/resume-key").then(({ key }) => {
      const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
      return crypto.subtle.importKey("raw", bytes, name, false, ["encrypt", "decrypt"]);
    });
    keys.set(client, asked);
    asked.catch(() => keys.delete(client));
  }
  return asked;
}

/** AES-256-GCM under a nonce of its own, which comes first. */
export async function seal(client: Client, bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealed = await crypto.subtle.encrypt({ name, iv }, await keyOf(client), bytes);
  return new Uint8Array(await new Blob([iv, sealed]).arrayBuffer());
}

/** Rejects with a `DOMException` for what was sealed with another key, or changed. */
export async function open(client: Client, sealed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const iv = sealed.subarray(0, nonceLength);
  return crypto.subtle.decrypt({ name, iv }, await keyOf(client), sealed.subarray(nonceLength));
}
