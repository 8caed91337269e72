import { warn } from "../diagnostics/sentences.ts";
import { ProblemError } from "../problem/problem.ts";

/** What a session token says of itself. It is read and not verified: only the BFF can do that. */
type TokenClaims = { host: string; origins: string[] };

/**
 * A page whose origin the token is not for cannot read an answer of the BFF, as if none had come: the token tells the
 * two apart.
 *
 * @throws ProblemError `origin_not_allowed`
 */
export function refuseOrigin(token: string): void {
  const claims = claimsOf(token);
  if (!claims || claims.origins.includes(origin)) return;
  warn("origin_refused", origin, claims.host);
  throw new ProblemError({ code: "origin_not_allowed", retryable: false });
}

/** The claims of a token of the BFF; undefined for anything else. */
function claimsOf(token: string): TokenClaims | undefined {
  try {
    const [, payload = ""] = token.split(".");
    const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return Array.isArray(claims.origins) ? claims : undefined;
  } catch {
    return undefined;
  }
}
