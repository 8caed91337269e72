import type { Owned, Ownership } from "./ownership.ts";

/** The owners of a session. */
type Owners = { owner: string; widerOwner: string | undefined };

/** Grants objects to a session's owner, and to its owner without the session's restrictions. */
export async function grantToSession(
  ownership: Ownership,
  { owner, widerOwner }: Owners,
  kind: Owned,
  ids: readonly string[],
): Promise<void> {
  await ownership.grant(owner, kind, ids);
  if (widerOwner !== undefined) await ownership.grant(widerOwner, kind, ids);
}
