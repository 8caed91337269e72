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
  /** Milliseconds since the epoch. */
  expiresAt: number;
};

/** The owner's name. Host ids have no colon and subjects no tab, so that each name has one meaning. */
export function ownerOf(host: string, subject: string | undefined, within?: string): string {
  const user = subject === undefined ? host : `${host}:${subject}`;
  return within === undefined ? user : `${user}\t${within}`;
}
