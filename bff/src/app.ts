import { Router } from "@koa/router";
import Koa from "koa";
import type { AppState, RouterContext } from "./context.ts";
import type { Logger } from "./logging/logger.ts";
import { accessLog } from "./middleware/access-log.ts";
import { auditProblems } from "./middleware/audit-problems.ts";
import { clientDisconnect } from "./middleware/client-disconnect.ts";
import { cors } from "./middleware/cors.ts";
import { type InFlight, inFlight } from "./middleware/in-flight.ts";
import { jsonResponses } from "./middleware/json-responses.ts";
import { language } from "./middleware/language.ts";
import { oauthErrors } from "./middleware/oauth-errors.ts";
import { problems } from "./middleware/problems.ts";
import { addressRateLimit } from "./middleware/rate-limit.ts";
import { requestId } from "./middleware/request-id.ts";
import { requestMetrics } from "./middleware/request-metrics.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { slowReaders } from "./middleware/slow-readers.ts";
import { strictRequest } from "./middleware/strict-request.ts";
import { traceRequests } from "./middleware/trace-requests.ts";
import { unreadBody } from "./middleware/unread-body.ts";
import type { Dependencies } from "./routes/dependencies.ts";
import { register } from "./routes/register.ts";
import { allRoutes } from "./routes/routes.ts";
import { tokenPath } from "./routes/token.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** What the application is made of. */
export type AppDependencies = Dependencies & {
  log: Logger;
  inFlight: InFlight;
  tracing: Tracing;
  /** The operator's own proxies in front of this server. */
  proxyHops: number;
  /** Whether browsers reach this server over TLS: adds Strict-Transport-Security. */
  overTls: boolean;
};

/** The application: every request passes these middleware in this order, every response in the reverse order. */
export function createApp(deps: AppDependencies): Koa<AppState, RouterContext> {
  const { log, proxyHops } = deps;
  const app = new Koa<AppState, RouterContext>({ proxy: proxyHops > 0, maxIpsCount: proxyHops });
  const router = createRouter(deps);

  app.use(inFlight(deps.inFlight));
  app.use(traceRequests(deps.tracing, deps.arc));
  app.use(requestId());
  app.use(language());
  app.use(clientDisconnect());
  app.use(accessLog(log, deps.arc));
  app.use(requestMetrics(deps.metrics));
  app.use(auditProblems(deps.audit));
  app.use(slowReaders());
  app.use(unreadBody());
  app.use(securityHeaders(deps));
  app.use(jsonResponses());
  app.use(problems(log));
  app.use(strictRequest());
  app.use(cors(deps.hosts));
  app.use(addressRateLimit(deps.limiter));
  app.use(oauthErrors(tokenPath));
  app.use(router.routes());
  app.use(router.allowedMethods());

  // Errors after the response has started. Koa's own listener prints stacks.
  app.on("error", (error: unknown) => {
    if (!isDisconnect(error)) log.error({ err: error }, "unexpected_error");
  });
  return app;
}

/** The router with every route. */
export function createRouter(deps: Dependencies): Router<AppState, RouterContext> {
  const router = new Router<AppState, RouterContext>({ strict: true, sensitive: true });
  register(router, allRoutes(deps), deps);
  return router;
}

function isDisconnect(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE";
}
