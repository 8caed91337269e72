/** Who a session token stands for and what it may do. */
export type Session = {
  /** Id of the host whose server asked for the token. */
  host: string;
  /** The host's own opaque name for its user. */
  subject: string | undefined;
  /**
   * Whom things belong to: the host and its user together, or the host alone when no user was named. A session that
   * was made for some sponsors, product types or one person only is an owner of its own: what its user did without
   * that restriction is out of its reach.
   */
  owner: string;
  /** Who else reaches what this session makes: its user without the restrictions. */
  widerOwner: string | undefined;
  /** Who is counted by limits: the user, or where none was named whoever has this token. */
  limitKey: string;
  origins: readonly string[];
  /** Undefined: all that the provider is affiliated with. */
  sponsors: readonly string[] | undefined;
  /** Undefined: all. */
  productTypes: readonly string[] | undefined;
  /** The one person that the host asked the token for, where it named one. */
  beneficiaryId: string | undefined;
  tokenId: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
};

/**
 * The owner's name. Host ids hold no colon and subjects no tab, so that no host, subject and restriction can be
 * read as others.
 */
export function ownerOf(host: string, subject: string | undefined, within?: string): string {
  const user = subject === undefined ? host : `${host}:${subject}`;
  return within === undefined ? user : `${user}\t${within}`;
}
