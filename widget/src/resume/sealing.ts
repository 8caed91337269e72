import type { Client } from "../client/client.ts";
import { resumeKey } from "../client/resume-key.ts";

/** Bytes of the nonce that stands before what is sealed. */
const nonceLength = 12;
const algorithm = "AES-GCM";

const keys = new WeakMap<Client, Promise<CryptoKey>>();

/** The key of this session's user, which cannot be read out. Asked for once; a failure is forgotten. */
export function keyOf(client: Client): Promise<CryptoKey> {
  const known = keys.get(client);
  if (known) return known;
  const asked = resumeKey(client).then((bytes) =>
    crypto.subtle.importKey("raw", bytes, algorithm, false, ["encrypt", "decrypt"]),
  );
  keys.set(client, asked);
  asked.catch(() => keys.delete(client));
  return asked;
}

/** AES-256-GCM under a nonce of its own, which comes first. */
export async function seal(key: CryptoKey, bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealed = await crypto.subtle.encrypt({ name: algorithm, iv }, key, bytes);
  return new Uint8Array(await new Blob([iv, sealed]).arrayBuffer());
}

/** Rejects for what was sealed with another key, or changed. */
export function open(key: CryptoKey, sealed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const iv = sealed.subarray(0, nonceLength);
  return crypto.subtle.decrypt({ name: algorithm, iv }, key, sealed.subarray(nonceLength));
}
