/** An error code of the token endpoint: RFC 6749, section 5.2. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "unsupported_grant_type"
  | "temporarily_unavailable";

/** An error of the token endpoint. `description`: a fixed sentence, never text of a client. */
export class OAuthError extends Error {
  readonly status: number;
  readonly error: OAuthErrorCode;
  readonly description: string;

  constructor(status: number, error: OAuthErrorCode, description: string) {
    super(error);
    this.name = "OAuthError";
    this.status = status;
    this.error = error;
    this.description = description;
  }
}
