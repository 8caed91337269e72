import type { StateMiddleware } from "../http/koa.ts";

/** Responses may be about a person: no cache stores them, no page frames or embeds them. */
const headers = {
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  // CORS depends on it. @koa/cors adds it too, and does not see a request that is refused before.
  Vary: "Origin",
};

/** A year, the least that ASVS 5.0, 3.4.1 accepts. */
const strictTransportSecurity = "max-age=31536000";

/** Headers on every response. A route for public files overrides them. `overTls`: whether browsers come over TLS. */
export function securityHeaders({ overTls }: { overTls: boolean }): StateMiddleware {
  return function securityHeaders(ctx, next) {
    ctx.set(headers);
    if (overTls) ctx.set("Strict-Transport-Security", strictTransportSecurity);
    return next();
  };
}
