import type { Answer } from "../http/answer.ts";
import type { IssuedToken, TokenStore } from "./token-store.ts";

/** Lets a bearer through: 401 for a token that does not hold, 403 for one without the authority. */
export function checkBearer(
  header: string | undefined,
  authority: string,
  tokens: TokenStore,
): { ok: true; token: IssuedToken } | { ok: false; answer: Answer } {
  const value = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
  const token = value === undefined ? undefined : tokens.find(value);
  if (token === undefined) return { ok: false, answer: invalidToken };
  if (!token.authorities.includes(authority)) return { ok: false, answer: insufficientScope(authority) };
  return { ok: true, token };
}

const invalidToken: Answer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer realm="ARC sandbox", error="invalid_token"' },
  body: { error: "invalid_token", error_description: "The token is missing, expired or revoked" },
};

const insufficientScope = (authority: string): Answer => ({
  status: 403,
  body: { error: "insufficient_scope", error_description: `The token does not carry ${authority}` },
});
