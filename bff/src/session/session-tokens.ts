import { createHash, randomBytes } from "node:crypto";
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { ownerOf, type Session } from "./session.ts";

/** Seconds. Short, because a token is in a browser. */
const lifeWithSubject = 900;
/** Seconds. For servers that speak for themselves. */
const lifeWithoutSubject = 3_600;
/** Seconds by which the clocks of two instances may differ. */
const clockTolerance = 60;
/** Tokens whose check is remembered; past it the oldest are checked again. */
const mostRemembered = 20_000;
/** Characters. Ours are some 600; nothing longer is made or even looked at. */
const longestToken = 4_096;

const tooMuch =
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
  jti: z.string(),
  exp: z.number(),
});

/** What a token is made for. */
export type Grant = Pick<
  Session,
  "host" | "subject" | "origins" | "sponsors" | "productTypes" | "beneficiaryId"
> & {
  /** Names the restrictions that were asked for; undefined when there are none. */
  within: string | undefined;
};

type Options = {
  /** Which of the vendor's environments this is: a token for the one is none for the other. */
  environment?: string;
  now?: () => number;
};

export type SessionTokens = {
  /** A signed token, its id, and the seconds it lives. Throws `invalid_request` for more than a token can hold. */
  issue(grant: Grant): Promise<{ token: string; tokenId: string; expiresIn: number }>;
  /** The session of a token, at once when it was seen before. Throws `unauthenticated`. */
  verify(token: string): Session | Promise<Session>;
};

/** Session tokens, HS256. The first secret signs, all verify; a token is checked once and then remembered. */
export function sessionTokens(
  secret: LiveSecret,
  { environment = "sandbox", now = Date.now }: Options = {},
): SessionTokens {
  const audience = `osigu-preauth/${environment}`;
  const remembered = new Map<string, Session>();
  let keys = secret.current().map((value) => keyOf(value.reveal()));
  secret.onChange(() => {
    keys = secret.current().map((value) => keyOf(value.reveal()));
    remembered.clear();
  });

  async function check(token: string): Promise<Session> {
    for (const key of keys) {
      const payload = await payloadOf(token, key, audience, now());
      const read = claims.safeParse(payload);
      if (!read.success) continue;
      const session = sessionOf(read.data);
      if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? "");
      remembered.set(token, session);
      return session;
    }
    throw new ProblemError("unauthenticated");
  }

  return {
    async issue(grant) {
      const expiresIn = grant.subject === undefined ? lifeWithoutSubject : lifeWithSubject;
      const issuedAt = Math.floor(now() / 1000);
      const tokenId = randomBytes(16).toString("base64url");
      const jwt = new SignJWT({
        host: grant.host,
        origins: grant.origins,
        sponsors: grant.sponsors,
        product_types: grant.productTypes,
        beneficiary_id: grant.beneficiaryId,
        within: grant.within,
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
      if (token.length > longestToken) throw new ProblemError("invalid_request", { detail: tooMuch });
      return { token, tokenId, expiresIn };
    },
    verify(token) {
      const known = remembered.get(token);
      if (known !== undefined) {
        if (known.expiresAt + clockTolerance * 1000 > now()) return known;
        remembered.delete(token);
        throw new ProblemError("unauthenticated");
      }
      if (token.length > longestToken) throw new ProblemError("unauthenticated");
      return check(token);
    },
  };
}

/** HS256 takes a key of any length; hashing gives each secret the same, and keeps this use of it apart. */
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
    return payload;
  } catch {
    return undefined;
  }
}

function sessionOf(read: z.infer<typeof claims>): Session {
  return {
    host: read.host,
    subject: read.sub,
    owner: ownerOf(read.host, read.sub, read.within),
    widerOwner: read.within === undefined ? undefined : ownerOf(read.host, read.sub),
    limitKey: read.sub === undefined ? read.jti : ownerOf(read.host, read.sub),
    origins: read.origins,
    sponsors: read.sponsors,
    productTypes: read.product_types,
    beneficiaryId: read.beneficiary_id,
    tokenId: read.jti,
    expiresAt: read.exp * 1000,
  };
}
