import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "../http/answer.ts";
import { type Call, mediaType, type Operation, readBytes } from "../http/call.ts";
import type { Client } from "./client.ts";
import type { RateWindow } from "./rate-window.ts";
import type { TokenStore } from "./token-store.ts";

export type TokenParts = { clients: Map<string, Client>; tokens: TokenStore; window: RateWindow };

/** `POST /v1/oauth/token`: HTTP Basic, client credentials, ten calls a minute for each client. */
export function tokenOperations(parts: TokenParts): Operation[] {
  return [
    {
      name: "issueToken",
      method: "POST",
      path: "/v1/oauth/token",
      handle: (call) => issue(call, parts),
    },
  ];
}

async function issue({ request, query }: Call, { clients, tokens, window }: TokenParts): Promise<Answer> {
  const credentials = readBasic(request.headers.authorization);
  if (credentials === undefined) return invalidClient;
  const place = window.take(credentials.id);
  if (!place.taken) return tooMany(place.retryAfter);
  const client = clients.get(credentials.id);
  if (!client?.secrets.some((secret) => same(secret, credentials.secret))) return invalidClient;
  const refusal = await checkGrant(request, query, client);
  if (refusal) return refusal;
  const token = await tokens.issue(client);
  return {
    status: 200,
    headers: { "cache-control": "no-store", pragma: "no-cache" },
    body: {
      access_token: token.value,
      token_type: "bearer",
      expires_in: client.lifetime,
      scope: client.scope,
      ...(client.extensions && { extensions: client.extensions }),
    },
  };
}

/** Takes id and secret as they are, UTF-8, not form-url-encoded first. */
function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** The grant must stand in the place of the client's token profile, and only there. */
async function checkGrant(
  request: IncomingMessage,
  query: URLSearchParams,
  { grant }: Client,
): Promise<Answer | undefined> {
  const bytes = await readBytes(request, 10_000);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const isForm = mediaType(request) === "application/x-www-form-urlencoded";
  const inBody = new URLSearchParams(isForm ? bytes.toString("utf8") : "").getAll("grant_type");
  const inQuery = query.getAll("grant_type");
  if (inBody.length + inQuery.length > 1) return invalidRequest("grant_type is given more than once");
  if (grant === "query" && inQuery.length === 0) return invalidRequest("grant_type is missing in the query");
  if (grant === "query" && bytes.length > 0) return invalidRequest("The body must be empty");
  if (grant === "body" && inBody.length === 0) return invalidGrant("grant_type is missing in the body");
  const isRight = (grant === "body" ? inBody : inQuery)[0] === "client_credentials";
  return isRight ? undefined : invalidGrant("grant_type must be client_credentials");
}

const invalidClient: Answer = {
  status: 401,
  headers: { "www-authenticate": 'Basic realm="ARC sandbox"' },
  body: { error: "invalid_client", error_description: "Bad client credentials" },
};

const invalidGrant = (error_description: string): Answer => ({
  status: 400,
  body: { error: "invalid_grant", error_description },
});

const invalidRequest = (error_description: string): Answer => ({
  status: 400,
  body: { error: "invalid_request", error_description },
});

const tooMany = (retryAfter: number): Answer => ({
  status: 429,
  headers: { "retry-after": String(retryAfter) },
  body: { error: "too_many_requests", error_description: "The token endpoint takes 10 requests a minute" },
});

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
