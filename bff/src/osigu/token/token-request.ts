import { vendorToken } from "@osigu-preauth/shared";
import { z } from "zod";
import type { FailureCause } from "../../logging/failure-cause.ts";
import type { Secret } from "../../settings/secret.ts";
import type { HttpFailure, Transport } from "../transport.ts";

/** Milliseconds for one call of the token endpoint. */
const deadline = 8_000;
/** Seconds. Used when `expires_in` is missing or not valid. */
const defaultLifetime = 60;

/** An invalid lifetime does not make the token invalid: it only decides how long it is used. */
const tokenReply = vendorToken.extend({
  expires_in: z.coerce.number().positive().finite().catch(defaultLifetime),
});

/**
 * What the token endpoint refuses. `grant`: it found no valid grant, which it may expect in the other place; the
 * credentials may be right. `credentials`: wrong, or of the other environment.
 */
export type TokenRefusal = "credentials" | "grant";

/** The outcome of a call of the token endpoint. */
export type TokenOutcome =
  | {
      kind: "token";
      accessToken: string;
      expiresIn: number;
      providerSlug: string | undefined;
      scope?: string | undefined;
    }
  /** The credentials, or how they are sent, are wrong. Another attempt does not help. */
  | { kind: "refused"; status: number; reason: TokenRefusal }
  /** Too many calls, or the endpoint fails. */
  | { kind: "later"; limited: boolean; retryAfter: number | undefined; cause?: FailureCause | undefined };

/** Where the grant is sent: ARC documents the body, DVS and the general API the query. */
export type TokenGrant = "body" | "query";

const grant = "grant_type=client_credentials";

export const tokenPath = "/v1/oauth/token";

/** Calls `POST /v1/oauth/token` once. Never throws. */
export async function requestToken(
  transport: Transport,
  placement: TokenGrant,
  clientId: Secret,
  clientSecret: Secret,
): Promise<TokenOutcome> {
  // Not form-urlencoded first, unlike RFC 6749 §2.3.1: the vendor's samples do not do it.
  const basic = Buffer.from(`${clientId.reveal()}:${clientSecret.reveal()}`, "utf8").toString("base64");
  const headers = ["accept", "application/json", "authorization", `Basic ${basic}`];
  if (placement === "body") headers.push("content-type", "application/x-www-form-urlencoded");
  try {
    const { status, text, retryAfter } = await transport.send({
      method: "POST",
      path: placement === "body" ? tokenPath : `${tokenPath}?${grant}`,
      headers,
      body: placement === "body" ? grant : "",
      deadline,
    });
    if (status === 429) return { kind: "later", limited: true, retryAfter };
    if (status >= 500) return { kind: "later", limited: false, retryAfter, cause: "server_error" };
    if (status !== 200 && status !== 201) return { kind: "refused", status, reason: refusalOf(status, text) };
    return readToken(text) ?? { kind: "later", limited: false, retryAfter: undefined, cause: "unreadable" };
  } catch (thrown) {
    const { cause = "other" } = thrown as HttpFailure;
    return { kind: "later", limited: false, retryAfter: undefined, cause };
  }
}

/** DVS and ARC, "Errors": 400 is a missing or misplaced grant, 401 `invalid_client` wrong credentials. */
function refusalOf(status: number, text: string): TokenRefusal {
  return status === 400 && !/"invalid_client"/.test(text) ? "grant" : "credentials";
}

function readToken(text: string): TokenOutcome | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = tokenReply.safeParse(json);
  // A token is sent in a header, so it must not contain a line break.
  if (!read.success || !/^[\x21-\x7e]+$/.test(read.data.access_token)) return undefined;
  const { access_token: accessToken, expires_in: expiresIn, extensions, scope } = read.data;
  return {
    kind: "token",
    accessToken,
    expiresIn,
    providerSlug: slug(extensions?.provider_slug) ?? slug(claimOf(accessToken)),
    scope,
  };
}

/** The `provider_slug` claim of a JWT. Not verified: it is only logged. */
function claimOf(token: string): unknown {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return (claims as { provider_slug?: unknown } | null)?.provider_slug;
  } catch {
    return undefined;
  }
}

const slug = (value: unknown) =>
  typeof value === "string" && /^[A-Za-z0-9_.-]{1,64}$/.test(value) ? value : undefined;
