import { createHash, randomBytes } from "node:crypto";
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { groupOwnerOf, ownerOf, type Session } from "./session.ts";

/** Seconds that a user's token lives. Short, because it is in a browser. */
const subjectLifetime = 900;
/** Seconds that a token without a user lives: a server uses it for itself. */
const hostLifetime = 3_600;
/** Seconds by which the clocks of two instances may differ. */
const clockTolerance = 60;
/** Verified tokens that are cached. Past it the oldest are verified again. */
const maxCached = 20_000;
/** Characters. Most tokens have some 600. A longer one is neither issued nor verified. */
const maxTokenLength = 4_096;

const tooLongDetail =
  "A token cannot hold so many origins, sponsors and product types: name the one origin, and fewer of the others.";

const issuer = "osigu-preauth";

const claims = z.object({
  sub: z.string().optional(),
  host: z.string(),
  origins: z.array(z.string()),
  sponsors: z.array(z.string()).optional(),
  product_types: z.array(z.string()).optional(),
  beneficiary_id: z.string().optional(),
  within: z.string().optional(),
  group: z.string().optional(),
  reference: z.string().optional(),
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** What a token is issued for. */
export type Grant = Pick<
  Session,
  "host" | "subject" | "origins" | "sponsors" | "productTypes" | "beneficiaryId"
> & {
  /** A digest of the restrictions; undefined when there are none. */
  within: string | undefined;
  group?: string | undefined;
  reference?: string | undefined;
};

type Options = {
  /** The vendor's environment. A token for one is not valid for the other. */
  environment?: string;
  now?: () => number;
};

export type SessionTokens = {
  /** Signs a token. `expiresIn`: seconds. Throws `invalid_request` for a grant that is too large. */
  issue(grant: Grant): Promise<{ token: string; tokenId: string; expiresIn: number }>;
  /** The session of a token; at once when the token is cached. Throws `unauthenticated`. */
  verify(token: string): Session | Promise<Session>;
};

/** Session tokens, HS256. The first secret signs, all verify. A token is verified once, and then cached. */
export function sessionTokens(
  secret: LiveSecret,
  { environment = "sandbox", now = Date.now }: Options = {},
): SessionTokens {
  const audience = `osigu-preauth/${environment}`;
  const cache = new Map<string, Session>();
  let keys = secret.current().map((value) => keyOf(value.reveal()));
  secret.onChange(() => {
    keys = secret.current().map((value) => keyOf(value.reveal()));
    cache.clear();
  });

  async function verifySignature(token: string): Promise<Session> {
    for (const key of keys) {
      const payload = await payloadOf(token, key, audience, now());
      const result = claims.safeParse(payload);
      if (!result.success) continue;
      const session = sessionOf(result.data);
      if (cache.size >= maxCached) cache.delete(cache.keys().next().value ?? "");
      cache.set(token, session);
      return session;
    }
    throw new ProblemError("unauthenticated");
  }

  return {
    async issue(grant) {
      const expiresIn = grant.subject === undefined ? hostLifetime : subjectLifetime;
      const issuedAt = Math.floor(now() / 1000);
      const tokenId = randomBytes(16).toString("base64url");
      const jwt = new SignJWT({
        host: grant.host,
        origins: grant.origins,
        sponsors: grant.sponsors,
        product_types: grant.productTypes,
        beneficiary_id: grant.beneficiaryId,
        within: grant.within,
        group: grant.group,
        reference: grant.reference,
      })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(tokenId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + expiresIn);
      if (grant.subject !== undefined) jwt.setSubject(grant.subject);
      const key = keys[0];
      if (key === undefined) throw new ProblemError("internal_error");
      const token = await jwt.sign(key);
      if (token.length > maxTokenLength) throw new ProblemError("invalid_request", { detail: tooLongDetail });
      return { token, tokenId, expiresIn };
    },
    verify(token) {
      const known = cache.get(token);
      if (known !== undefined) {
        if (known.expiresAt + clockTolerance * 1000 > now()) return known;
        cache.delete(token);
        throw new ProblemError("unauthenticated");
      }
      if (token.length > maxTokenLength) throw new ProblemError("unauthenticated");
      return verifySignature(token);
    },
  };
}

/** HS256 takes a key of any length. The hash gives each secret the same, and separates this use from others. */
function keyOf(secret: string): Uint8Array {
  return createHash("sha256").update("osigu-preauth session\0").update(secret).digest();
}

async function payloadOf(token: string, key: Uint8Array, audience: string, now: number): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      typ: "JWT",
      issuer,
      audience,
      clockTolerance,
      currentDate: new Date(now),
      requiredClaims: ["exp", "iat", "jti"],
    });
    // No instance issues a token of the future. jose checks `iat` only against an age.
    return (payload.iat ?? 0) > now / 1000 + clockTolerance ? undefined : payload;
  } catch {
    return undefined;
  }
}

function sessionOf(token: z.infer<typeof claims>): Session {
  return {
    host: token.host,
    subject: token.sub,
    owner: ownerOf(token.host, token.sub, token.within),
    widerOwner: token.within === undefined ? undefined : ownerOf(token.host, token.sub),
    group: token.group,
    groupOwner: token.group === undefined ? undefined : groupOwnerOf(token.host, token.group, token.within),
    widerGroupOwner:
      token.group === undefined || token.within === undefined
        ? undefined
        : groupOwnerOf(token.host, token.group),
    reference: token.reference,
    limitKey: token.sub === undefined ? token.jti : ownerOf(token.host, token.sub),
    origins: token.origins,
    sponsors: token.sponsors,
    productTypes: token.product_types,
    beneficiaryId: token.beneficiary_id,
    tokenId: token.jti,
    issuedAt: token.iat,
    expiresAt: token.exp * 1000,
  };
}
