import type { Recents } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";
import { isNamedUser } from "./session-user.ts";

/** What was requested ahead of its use, by session. */
const ahead = new WeakMap<Client, Promise<Recents>>();

const none: Recents = { products: [], diagnoses: [] };

/** What the user asked for most and last. What was requested ahead is used once, so that it is never old. */
export function readRecents(client: Client): Promise<Recents> {
  const requested = ahead.get(client);
  ahead.delete(client);
  return requested ?? request(client);
}

/** The same, kept for the step that needs it next. */
export function readRecentsAhead(client: Client): Promise<Recents> {
  const requested = request(client);
  ahead.set(client, requested);
  requested.catch(() => ahead.delete(client));
  return requested;
}

async function request(client: Client): Promise<Recents> {
  return (await isNamedUser(client)) ? client.get<Recents>("/widget/recents") : none;
}
