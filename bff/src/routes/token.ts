import { isRecord, type SessionTokenReply } from "@osigu-preauth/shared";
import type { RouteContext } from "../context.ts";
import type { Host } from "../hosts/hosts.ts";
import { clientIp } from "../http/client-ip.ts";
import type { StateContext } from "../http/koa.ts";
import { hasBody, isJson, readText } from "../http/read-body.ts";
import { parseClientJson } from "../json/parse-json.ts";
import { auditSubject } from "../middleware/audit-problems.ts";
import { hideFromPages } from "../middleware/check-origin.ts";
import { limiterFor } from "../middleware/rate-limit.ts";
import { OAuthError } from "../session/oauth-error.ts";
import { ownerOf } from "../session/session.ts";
import { grantFor } from "../session/token-grant.ts";
import { readTokenRequest } from "../session/token-request.ts";
import type { Dependencies } from "./dependencies.ts";
import { openRoute, type Route } from "./route.ts";
import { sessionTokenReply, tokenParameters } from "./schemas.ts";

export const tokenPath = "/v1/oauth/token";

/** All that a session token can do: ARC's own scopes, without what a page never needs. */
const scope = "arc:read arc:write";

/** Bytes; a request has some two hundred. */
const maxBodyBytes = 8_192;

type Deps = Pick<Dependencies, "hosts" | "sessions" | "ownership" | "limiter" | "audit">;

/**
 * `POST /v1/oauth/token`: the first call of the vendor's quickstart, answered with a session token instead of the
 * vendor's. Its errors are OAuth's (`middleware/oauth-errors.ts`).
 */
export function tokenRoutes(deps: Deps): Route[] {
  return [
    openRoute({
      method: "POST",
      path: tokenPath,
      operationId: "sessionToken",
      summary: "A session token for one user of a host. HTTP Basic of host id and key.",
      consumes: { "application/x-www-form-urlencoded": tokenParameters, "application/json": tokenParameters },
      bodyOptional: true,
      reply: sessionTokenReply,
      status: 200,
      description: {
        tag: "Session tokens",
        text: "Parameters go into the query, a form or JSON; what is in the body wins. `grant_type` is required in one of them. A request with an `Origin` header is refused.",
        credentials: "hostKey",
        query: tokenParameters,
        errors: "oauth",
        problems: ["unauthenticated", "body_timeout", "body_too_large", "overloaded"],
      },
      async handler(ctx) {
        refusePages(ctx, deps);
        const host = await authenticateHost(ctx, deps);
        await limiterFor(ctx, deps.limiter, host).take([{ name: "token", key: host.id }]);
        await issueToken(ctx, host, deps);
      },
    }),
  ];
}

/** A key in a page is no secret: browsers get no token here. */
function refusePages(ctx: RouteContext, { audit }: Deps): void {
  if (ctx.req.headers.origin === undefined) return;
  hideFromPages(ctx);
  audit.record("origin_refused", auditSubject(ctx));
  throw new OAuthError(400, "invalid_request", "Request tokens from your server, never from a page.");
}

/**
 * Reads HTTP Basic of id and key in UTF-8, unencoded, as the vendor's samples send theirs. Only wrong keys count
 * against a limit: nobody can lock a host out by guessing in its name.
 */
async function authenticateHost(ctx: RouteContext, { hosts, limiter, audit }: Deps): Promise<Host> {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(ctx.get("Authorization")) ?? [];
  const pair = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = pair.indexOf(":");
  const id = pair.slice(0, Math.max(0, colon));
  const host = hosts.authenticate(id, pair.slice(colon + 1));
  // Only the id of a known host is logged: anything else may be a key in the wrong place.
  const knownId = hosts.find(id)?.id;
  if (knownId !== undefined) ctx.state.hostId = knownId;
  if (colon !== -1 && host !== undefined) {
    audit.record("host_authenticated", auditSubject(ctx));
    return host;
  }
  audit.record("host_refused", auditSubject(ctx));
  const limited = limiterFor(ctx, limiter);
  await limited.take([{ name: "wrong_key_address", key: clientIp(ctx) }]);
  if (knownId !== undefined) await limited.take([{ name: "wrong_key_host", key: knownId }]);
  throw new OAuthError(401, "invalid_client", "The host id or key is wrong.");
}

async function issueToken(ctx: RouteContext, host: Host, deps: Deps): Promise<void> {
  const grant = grantFor(host, readTokenRequest(await readParameters(ctx)));
  const { token, expiresIn } = await deps.sessions.issue(grant);
  const { subject, beneficiaryId, within } = grant;
  if (beneficiaryId !== undefined) {
    await deps.ownership.grant(ownerOf(host.id, subject, within), "beneficiary", [beneficiaryId]);
    await deps.ownership.grant(ownerOf(host.id, subject), "beneficiary", [beneficiaryId]);
  }
  deps.audit.record("session_made", auditSubject(ctx));
  ctx.set("Pragma", "no-cache");
  ctx.body = {
    access_token: token,
    token_type: "bearer",
    expires_in: expiresIn,
    scope,
  } satisfies SessionTokenReply;
}

/**
 * Parameters of the query and of a form or JSON body, in which the vendor's samples differ. The body wins. Throws
 * `OAuthError`, and what reading a body throws.
 */
async function readParameters(ctx: StateContext): Promise<Record<string, unknown>> {
  const query = readForm(ctx.querystring);
  if (!hasBody(ctx.req)) return query;
  if (isJson(ctx.req)) {
    const value = parseClientJson(await readText(ctx.req, maxBodyBytes));
    if (!isRecord(value)) throw invalid("The body must be an object.");
    return { ...query, ...value };
  }
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(ctx.get("Content-Type"))) {
    throw invalid("The body must be a form (application/x-www-form-urlencoded) or JSON.");
  }
  return { ...query, ...readForm(await readText(ctx.req, maxBodyBytes)) };
}

/** RFC 6749, section 3.2: parameters must not be included more than once. */
function readForm(text: string): Record<string, string> {
  const entries = [...new URLSearchParams(text)];
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw invalid("A parameter is given twice.");
  }
  return Object.fromEntries(entries);
}

const invalid = (detail: string) => new OAuthError(400, "invalid_request", detail);
