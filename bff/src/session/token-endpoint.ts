import type { SessionTokenReply } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Host, Hosts } from "../hosts/hosts.ts";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isJson, parseJson, readText } from "../http/json-body.ts";
import type { Limits } from "../limits/limits.ts";
import type { Ownership } from "../ownership/ownership.ts";
import { ownerOf } from "./session.ts";
import type { SessionTokens } from "./session-tokens.ts";

/** Bytes; a request has some two hundred. */
const mostBytes = 8_192;

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

type Deps = { hosts: Hosts; sessions: SessionTokens; ownership: Ownership; limits: Limits };

/**
 * `POST /v1/oauth/token`: what the vendor's quickstart calls first, answered with a session token instead of the
 * vendor's. Errors have the shape of RFC 6749, because that is what clients of such an endpoint read.
 */
export function tokenEndpoint({ hosts, sessions, ownership }: Deps) {
  return async (call: Call): Promise<Answer> => {
    // A key in a page is no key: browsers are not served here.
    if (call.origin !== undefined) {
      call.readableBy = undefined;
      return oauthError(400, "invalid_request", "Ask for tokens from your server, never from a page.");
    }
    const host = authenticated(call, hosts);
    if (host === undefined) return oauthError(401, "invalid_client", "The host id or key is not right.");
    const read = tokenRequest.safeParse(await parametersOf(call));
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
    const { subject, beneficiary_id: beneficiaryId } = wanted;
    const { token, expiresIn } = await sessions.issue({
      host: host.id,
      subject,
      origins: wanted.origin === undefined ? host.origins : [wanted.origin],
      sponsors,
      productTypes: wanted.product_type,
      beneficiaryId,
    });
    if (beneficiaryId !== undefined) {
      await ownership.grant(ownerOf(host.id, subject), "beneficiary", [beneficiaryId]);
    }
    const reply: SessionTokenReply = {
      access_token: token,
      token_type: "bearer",
      expires_in: expiresIn,
      scope,
    };
    return { status: 200, body: JSON.stringify(reply), headers: ["Pragma", "no-cache"] };
  };
}

/** The answer to every other method. */
export const tokenMethodRefused: Answer = {
  ...oauthError(405, "invalid_request", "The method must be POST."),
  headers: ["Allow", "POST"],
};

function oauthError(status: number, error: string, description: string): Answer {
  const answer: Answer = { status, body: JSON.stringify({ error, error_description: description }) };
  return status === 401
    ? { ...answer, headers: ["WWW-Authenticate", 'Basic realm="osigu-preauth", charset="UTF-8"'] }
    : answer;
}

/** HTTP Basic of id and key as they are, UTF-8, as the vendor's samples send theirs. */
function authenticated(call: Call, hosts: Hosts): Host | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(call.req.headers.authorization ?? "") ?? [];
  const pair = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon === -1 ? undefined : hosts.authenticate(pair.slice(0, colon), pair.slice(colon + 1));
}

/** Parameters of the query and of a form or JSON body, in which the vendor's samples differ. The body wins. */
async function parametersOf(call: Call): Promise<Record<string, unknown>> {
  const inQuery = Object.fromEntries(new URLSearchParams(call.search));
  if (!call.hasBody) return inQuery;
  const text = await readText(call.req, mostBytes);
  const inBody = isJson(call.req) ? parseJson(text) : Object.fromEntries(new URLSearchParams(text));
  return { ...inQuery, ...(inBody as Record<string, unknown>) };
}

/** What was asked for within what the host may; undefined is all. */
function narrowed(
  allowed: readonly string[] | undefined,
  asked: readonly string[] | undefined,
): readonly string[] | undefined {
  if (asked === undefined || allowed === undefined) return asked ?? allowed;
  return asked.every((one) => allowed.includes(one)) ? asked : [];
}
