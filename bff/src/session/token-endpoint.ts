import { createHash } from "node:crypto";
import type { SessionTokenReply } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Audit } from "../audit/audit.ts";
import type { Host, Hosts } from "../hosts/hosts.ts";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Ownership } from "../ownership/ownership.ts";
import type { Limits } from "../rate-limits/rate-limiter.ts";
import { oauthError, oauthErrorOf } from "./oauth-error.ts";
import { ownerOf } from "./session.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { tokenParameters } from "./token-request-body.ts";

/** All that a session token can do. ARC's own names, without what a page never needs. */
const scope = "arc:read arc:write";

const several = z
  .string()
  .max(2_000)
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .transform((parts) => (parts.length === 0 ? undefined : parts));

const tokenRequest = z.object({
  grant_type: z.string(),
  subject: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/)
    .optional(),
  origin: z.string().max(300).optional(),
  sponsor_slug: several.optional(),
  product_type: several.optional(),
  beneficiary_id: z.string().min(1).max(200).optional(),
});
type Wanted = z.output<typeof tokenRequest>;

type Deps = { hosts: Hosts; sessions: SessionTokens; ownership: Ownership; limits: Limits; audit: Audit };

/**
 * `POST /v1/oauth/token`: what the vendor's quickstart calls first, answered with a session token instead of the
 * vendor's. Errors have the shape of RFC 6749, because that is what clients of such an endpoint read.
 */
export function tokenEndpoint(deps: Deps): (call: Call) => Promise<Answer> {
  return async (call) => {
    try {
      return await grantToken(call, deps);
    } catch (thrown) {
      return oauthErrorOf(thrown);
    }
  };
}

async function grantToken(call: Call, deps: Deps): Promise<Answer> {
  // A key in a page is no key: browsers are not served here.
  if (call.origin !== undefined) {
    call.readableBy = undefined;
    deps.audit.tell("origin_refused", call);
    return oauthError(400, "invalid_request", "Ask for tokens from your server, never from a page.");
  }
  const host = await authenticated(call, deps);
  if (host === undefined) return oauthError(401, "invalid_client", "The host id or key is not right.");
  await deps.limits.take(call, [{ name: "token", key: host.id }]);
  const read = tokenRequest.safeParse(await tokenParameters(call));
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0] ?? "grant_type");
    return oauthError(400, "invalid_request", `The parameter ${name} is missing or not valid.`);
  }
  const wanted = read.data;
  if (wanted.grant_type !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "The grant_type must be client_credentials.");
  }
  if (wanted.origin !== undefined && !host.origins.includes(wanted.origin)) {
    return oauthError(400, "invalid_request", "The origin is not one of the host's.");
  }
  const sponsors = narrowed(host.sponsors, wanted.sponsor_slug);
  if (sponsors?.length === 0) {
    return oauthError(400, "invalid_request", "The sponsor_slug is not one of the host's.");
  }
  return answerWith(call, host, sponsors, wanted, deps);
}

async function answerWith(
  call: Call,
  host: Host,
  sponsors: readonly string[] | undefined,
  wanted: Wanted,
  { sessions, ownership, audit }: Deps,
): Promise<Answer> {
  const { subject, origin, product_type: productTypes, beneficiary_id: beneficiaryId } = wanted;
  const within = restrictionsOf(wanted);
  const { token, expiresIn } = await sessions.issue({
    host: host.id,
    subject,
    origins: origin === undefined ? host.origins : [origin],
    sponsors,
    productTypes,
    beneficiaryId,
    within,
  });
  if (beneficiaryId !== undefined) {
    await ownership.grant(ownerOf(host.id, subject, within), "beneficiary", [beneficiaryId]);
    await ownership.grant(ownerOf(host.id, subject), "beneficiary", [beneficiaryId]);
  }
  audit.tell("session_made", call);
  const reply: SessionTokenReply = {
    access_token: token,
    token_type: "bearer",
    expires_in: expiresIn,
    scope,
  };
  return { status: 200, body: JSON.stringify(reply), headers: ["Pragma", "no-cache"] };
}

/** The answer to every other method. */
export const tokenMethodRefused: Answer = {
  ...oauthError(405, "invalid_request", "The method must be POST."),
  headers: ["Allow", "POST"],
};

/**
 * HTTP Basic of id and key as they are, UTF-8, as the vendor's samples send theirs. Wrong keys are counted, right
 * ones are not looked at twice: nobody can lock a host out by guessing in its name.
 */
async function authenticated(call: Call, { hosts, limits, audit }: Deps): Promise<Host | undefined> {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(call.req.headers.authorization ?? "") ?? [];
  const pair = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = pair.indexOf(":");
  const id = pair.slice(0, Math.max(0, colon));
  const host = hosts.authenticate(id, pair.slice(colon + 1));
  if (colon !== -1 && host !== undefined) {
    call.host = host.id;
    audit.tell("host_authenticated", call);
    return host;
  }
  // Only the name of a host that there is may be written down: anything else may be a key in the wrong place.
  const meant = hosts.find(id)?.id;
  call.host = meant;
  audit.tell("host_refused", call);
  await limits.take(call, [{ name: "wrong_key_address", key: call.address }]);
  if (meant !== undefined) await limits.take(call, [{ name: "wrong_key_host", key: meant }]);
  return undefined;
}

/** What was asked for within what the host may; undefined is all. */
function narrowed(
  allowed: readonly string[] | undefined,
  asked: readonly string[] | undefined,
): readonly string[] | undefined {
  if (asked === undefined || allowed === undefined) return asked ?? allowed;
  return asked.every((one) => allowed.includes(one)) ? asked : [];
}

/** The same for the same restrictions, in whatever order they were asked for; undefined for none. */
function restrictionsOf({ sponsor_slug, product_type, beneficiary_id }: Wanted): string | undefined {
  if ([sponsor_slug, product_type, beneficiary_id].every((asked) => asked === undefined)) return undefined;
  const asked = [sponsor_slug?.toSorted(), product_type?.toSorted(), beneficiary_id];
  return createHash("sha256").update(JSON.stringify(asked)).digest("base64url").slice(0, 22);
}
