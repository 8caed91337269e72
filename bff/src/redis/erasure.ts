import { hashName } from "./encryption.ts";

/** What is erased: digests of users, and topics of requests. */
export type Erasure = { users: ReadonlySet<string>; topics: ReadonlySet<string> };

/** A digest of the user or group that an owner stands for, whatever their session's restrictions were. */
export const userDigest = (owner: string) => hashName(`user\n${owner.split("\t")[0]}`);

/** The topic of a request: its log's name. */
export const requestDigest = (requestId: string) => hashName(`request\n${requestId}`);

/** The channel that tells instances to erase what they hold in memory. */
export const erasureChannel = "preauth:erased";

export const writeErasure = ({ users, topics }: Erasure) =>
  JSON.stringify({ users: [...users], topics: [...topics] });

/** Undefined for a message that is none. */
export function readErasure(message: string): Erasure | undefined {
  try {
    const { users, topics } = JSON.parse(message) as { users: string[]; topics: string[] };
    return { users: new Set(users), topics: new Set(topics) };
  } catch {
    return undefined;
  }
}
