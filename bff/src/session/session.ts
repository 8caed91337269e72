/** The user that a session token stands for, and what they may do. */
export type Session = {
  /** Id of the host whose server asked for the token. */
  host: string;
  /** The host's own opaque name for its user. */
  subject: string | undefined;
  /**
   * The owner of what the session makes: host and user together, or the host alone when no user was named. A session
   * that is restricted to some sponsors, product types or one person is an owner of its own: it does not reach what
   * its user made without that restriction.
   */
  owner: string;
  /** The owner without the restrictions, who reaches what this session makes as well. */
  widerOwner: string | undefined;
  /** The host's own opaque name for a group of its users, such as a branch. */
  group: string | undefined;
  /** The owner of what the group's sessions make, under the session's restrictions. */
  groupOwner: string | undefined;
  /** The group without the restrictions. */
  widerGroupOwner: string | undefined;
  /** The host's own case number, for the requests that the session makes. */
  reference: string | undefined;
  /** The key of the session's rate limits: the user, or the token when no user was named. */
  limitKey: string;
  origins: readonly string[];
  /** Undefined: all that the provider is affiliated with. */
  sponsors: readonly string[] | undefined;
  /** Undefined: all. */
  productTypes: readonly string[] | undefined;
  /** The one person that the session is restricted to; undefined: no restriction. */
  beneficiaryId: string | undefined;
  tokenId: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
};

/** The owner's name. Host ids have no colon and subjects no tab, so that each name has one meaning. */
export function ownerOf(host: string, subject: string | undefined, within?: string): string {
  const user = subject === undefined ? host : `${host}:${subject}`;
  return within === undefined ? user : `${user}\t${within}`;
}

/** The group's name as an owner. No user's name is like it: host ids have neither a colon nor a number sign. */
export function groupOwnerOf(host: string, group: string, within?: string): string {
  const name = `${host}#${group}`;
  return within === undefined ? name : `${name}\t${within}`;
}
