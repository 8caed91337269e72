/** What a session token says of itself. It is read and not verified: only the BFF can do that. */
export type TokenClaims = { host: string; origins: string[]; aud: string; sub?: string };

/** The claims of a token of the BFF; undefined for anything else. */
export function tokenClaims(token: string): TokenClaims | undefined {
  try {
    const [, payload = ""] = token.split(".");
    const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return Array.isArray(claims.origins) ? claims : undefined;
  } catch {
    return undefined;
  }
}
