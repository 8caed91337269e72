import type { Client } from "./client.ts";

/** Bytes of the key that belongs to this session's user. Refused with `not_found` for a session without a user. */
export async function resumeKey(client: Client): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = await client.get<{ key: string }>("/widget/resume-key");
  return Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
}
