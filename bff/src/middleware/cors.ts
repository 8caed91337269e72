import type { IncomingMessage } from "node:http";
import koaCors from "@koa/cors";
import type { Hosts } from "../hosts/hosts.ts";
import type { StateMiddleware } from "../http/koa.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Seconds that a browser may remember a preflight; Chromium's own limit. */
const maxAge = 7_200;

/**
 * Lets pages of any known host read responses, until the session says more (`checkOrigin`). A preflight carries no
 * token, so that any host's origin will do; one of an unknown origin is refused: @koa/cors would pass it on.
 */
export function cors(hosts: Hosts): StateMiddleware {
  const known = (origin: string) => (hosts.knowsOrigin(origin) ? origin : "");
  const withHeaders = koaCors({
    origin: (ctx) => known(ctx.get("Origin")),
    allowMethods: "GET, POST",
    allowHeaders: "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Preauth-Reference",
    exposeHeaders: "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Document-Check",
    maxAge,
    keepHeadersOnError: false,
  }) as StateMiddleware;
  return function cors(ctx, next) {
    if (isPreflight(ctx.req) && known(ctx.get("Origin")) === "") throw new ProblemError("origin_not_allowed");
    return withHeaders(ctx, next);
  };
}

/** Whether a browser asks what it may send. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === "OPTIONS" &&
    headers.origin !== undefined &&
    headers["access-control-request-method"] !== undefined
  );
}
