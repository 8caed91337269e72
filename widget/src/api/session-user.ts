import { tokenClaims } from "../diagnostics/token-claims.ts";
import type { Client } from "./client.ts";

/** Whether the session has a user of its own, for whom the BFF keeps things. A token that cannot be read may have one. */
export async function isNamedUser(client: Client): Promise<boolean> {
  const claims = tokenClaims(await client.token());
  return !claims || claims.sub !== undefined;
}
