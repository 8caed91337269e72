import type { Owned, Ownership } from "./ownership.ts";

/** The owners of a session: its user, its group, and each of them without the session's restrictions. */
export type Owners = {
  owner: string;
  widerOwner: string | undefined;
  groupOwner: string | undefined;
  widerGroupOwner: string | undefined;
};

/** Kinds of objects that a group shares. A person is reached only by whoever looked them up. */
const sharedKinds: readonly Owned[] = ["request", "otp"];

/** Everybody who reaches what a session makes, each once. */
export function ownersOf({ owner, widerOwner, groupOwner, widerGroupOwner }: Owners): string[] {
  return [owner, widerOwner, groupOwner, widerGroupOwner].filter((one) => one !== undefined);
}

/** Grants objects to a session's owner, to its group where the kind is shared, and to both without restrictions. */
export async function grantToSession(
  ownership: Ownership,
  owners: Owners,
  kind: Owned,
  ids: readonly string[],
): Promise<void> {
  const { owner, widerOwner } = owners;
  const to = sharedKinds.includes(kind)
    ? ownersOf(owners)
    : [owner, widerOwner].filter((one) => one !== undefined);
  for (const one of to) await ownership.grant(one, kind, ids);
}

/** Whether a session reaches an object: by its owner, or by its group where the kind is shared. */
export async function reaches(
  ownership: Ownership,
  { owner, groupOwner }: Pick<Owners, "owner" | "groupOwner">,
  kind: Owned,
  id: string,
): Promise<boolean> {
  if (await ownership.owns(owner, kind, id)) return true;
  return groupOwner !== undefined && sharedKinds.includes(kind) && ownership.owns(groupOwner, kind, id);
}
