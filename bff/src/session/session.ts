/** Who a session token stands for and what it may do. */
export type Session = {
  /** Id of the host whose server asked for the token. */
  host: string;
  /** The host's own opaque name for its user. */
  subject: string | undefined;
  /** Whom things belong to: the host and its user together, or the host alone when no user was named. */
  owner: string;
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

/** Host ids hold no colon, so that no host and subject can be read as another host's. */
export function ownerOf(host: string, subject: string | undefined): string {
  return subject === undefined ? host : `${host}:${subject}`;
}
