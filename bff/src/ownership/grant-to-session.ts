import type { Owned, Ownership } from "./ownership.ts";

/** The owners that a session stands for. */
type Owners = { owner: string; widerOwner: string | undefined };

/** Grants a session what it looked up or made. Its user has it without the session's restrictions too. */
export async function grantToSession(
  ownership: Ownership,
  { owner, widerOwner }: Owners,
  kind: Owned,
  ids: readonly string[],
): Promise<void> {
  await ownership.grant(owner, kind, ids);
  if (widerOwner !== undefined) await ownership.grant(widerOwner, kind, ids);
}
