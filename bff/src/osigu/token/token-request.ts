import { vendorToken } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Secret } from "../../settings/secret.ts";
import type { Transport } from "../transport.ts";

/** Milliseconds for one call of the token endpoint. */
const deadline = 8_000;
/** Seconds that a token is taken to live when its `expires_in` is missing or makes no sense. */
const assumedLife = 60;

/** A lifetime decides alone how long a token is used, so that one that makes no sense must not be fatal. */
const tokenReply = vendorToken.extend({
  expires_in: z.coerce.number().positive().finite().catch(assumedLife),
});

/** What a call of the token endpoint came to. */
export type TokenOutcome =
  | { kind: "token"; accessToken: string; expiresIn: number; providerSlug: string | undefined }
  /** The credentials, or the way they are sent, are wrong; trying again does not mend that. */
  | { kind: "refused"; status: number }
  /** Not now: too many calls, or the endpoint is ailing. */
  | { kind: "later"; limited: boolean; retryAfter: number | undefined };

/** Both ways in which the vendor's pages send the grant: ARC in the body, DVS and the general API in the query. */
export type TokenGrant = "body" | "query";

const grant = "grant_type=client_credentials";

/** Calls `POST /v1/oauth/token` once. Never throws. */
export async function requestToken(
  transport: Transport,
  profile: TokenGrant,
  clientId: Secret,
  clientSecret: Secret,
): Promise<TokenOutcome> {
  // The vendor's samples do not form-url-encode the two first, as RFC 6749 §2.3.1 would.
  const basic = Buffer.from(`${clientId.reveal()}:${clientSecret.reveal()}`, "utf8").toString("base64");
  const headers = ["accept", "application/json", "authorization", `Basic ${basic}`];
  if (profile === "body") headers.push("content-type", "application/x-www-form-urlencoded");
  try {
    const { status, text, retryAfter } = await transport.send({
      method: "POST",
      path: profile === "body" ? "/v1/oauth/token" : `/v1/oauth/token?${grant}`,
      headers,
      body: profile === "body" ? grant : "",
      deadline,
    });
    if (status === 429) return { kind: "later", limited: true, retryAfter };
    if (status >= 500) return { kind: "later", limited: false, retryAfter };
    if (status !== 200 && status !== 201) return { kind: "refused", status };
    return readToken(text) ?? { kind: "later", limited: false, retryAfter: undefined };
  } catch {
    return { kind: "later", limited: false, retryAfter: undefined };
  }
}

function readToken(text: string): TokenOutcome | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = tokenReply.safeParse(json);
  // A token goes into a header: one that could break out of it is no token.
  if (!read.success || !/^[\x21-\x7e]+$/.test(read.data.access_token)) return undefined;
  const { access_token: accessToken, expires_in: expiresIn, extensions } = read.data;
  return {
    kind: "token",
    accessToken,
    expiresIn,
    providerSlug: slug(extensions?.provider_slug) ?? slug(claimOf(accessToken)),
  };
}

/** The `provider_slug` claim of a JWT, unverified: it is written into log lines and decides nothing. */
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
