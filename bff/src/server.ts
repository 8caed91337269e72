import { randomUUID } from "node:crypto";
import { createServer as createHttpServer, type Server, type ServerResponse } from "node:http";
import Koa, { type Context } from "koa";
import type { Audit } from "./audit/audit.ts";
import { cachedArc } from "./cache/cached-reads.ts";
import type { DocumentChecks } from "./document-validation/document-checks.ts";
import { edge } from "./edge.ts";
import type { Condition } from "./health/health.ts";
import type { Hosts } from "./hosts/hosts.ts";
import type { Call } from "./http/call.ts";
import { refuseBytes } from "./http/framing.ts";
import type { IdempotencyStore } from "./idempotency/idempotency.ts";
import type { Logger } from "./logging/logger.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { Arc } from "./osigu/arc-client.ts";
import type { Proofs } from "./otp/otp-verifications.ts";
import type { Sendings } from "./otp/send-throttle.ts";
import type { Ownership } from "./ownership/ownership.ts";
import type { Limits } from "./rate-limits/rate-limiter.ts";
import type { History } from "./request-events/event-log.ts";
import type { LiveRequests } from "./request-events/request-watchers.ts";
import { authorizationRequestRoutes } from "./routes/authorization-requests.ts";
import { catalogueRoutes } from "./routes/catalogs.ts";
import { eventRoute, eventsPath } from "./routes/events.ts";
import { otpRoutes } from "./routes/otp.ts";
import { descriptionRoute, ownRoutes } from "./routes/own.ts";
import { resumeKeyRoute } from "./routes/resume-key.ts";
import type { Route } from "./routes/route.ts";
import { sponsorRoutes } from "./routes/sponsors.ts";
import { webhookRoute } from "./routes/webhooks.ts";
import type { ResumeKeys } from "./session/resume-keys.ts";
import type { SessionTokens } from "./session/session-tokens.ts";
import { tokenEndpoint } from "./session/token-endpoint.ts";
import type { LiveSecret } from "./settings/secret.ts";
import { widgetFiles } from "./static/widget-files.ts";

/** What the server is made of. Each can be another: memory or Redis, the vendor or a stand-in. */
export type Deps = {
  arc: Arc;
  hosts: Hosts;
  sessions: SessionTokens;
  resumeKeys: ResumeKeys;
  ownership: Ownership;
  idempotency: IdempotencyStore;
  /** What is known of each request, and who is watching it. */
  history: History;
  live: LiveRequests;
  webhooks: (call: Call) => Promise<void>;
  /** Undefined: documents are not looked at. */
  documents: DocumentChecks | undefined;
  proofs: Proofs;
  sendings: Sendings;
  /** Which of the two documented ways a one-time code is asked for. */
  otpOperation: "sendOtp" | "generateOtp";
  limits: Limits;
  audit: Audit;
  /** Proxies of the operator's own in front of this server. */
  proxyHops: number;
  condition: Condition;
  /** Receives each response and the promise of its work, so that a shutdown can wait for both. */
  inFlight: { add(res: ServerResponse, work: Promise<void>): void };
  log: Logger;
  metrics: Metrics;
  metricsToken: LiveSecret | undefined;
  maxUploadBytes: number;
  /** Whether a PDF that carries script or actions is refused; otherwise it is only told of. */
  refuseActiveContent: boolean;
  /** Whether browsers reach this server over TLS, and may be told never to come without. */
  overTls: boolean;
  widgetDir: string;
};

/** Every route. */
export function routesOf(deps: Deps): Route[] {
  const cached = cachedArc(deps.arc, deps.metrics);
  const services = { ...deps, cached };
  const routes = [
    ...ownRoutes({ ...deps, widget: widgetFiles(deps.widgetDir), token: tokenEndpoint(deps) }),
    ...sponsorRoutes(services),
    ...catalogueRoutes(services),
    ...authorizationRequestRoutes(services),
    eventRoute(deps.live),
    ...otpRoutes(services),
    webhookRoute(deps.webhooks),
    resumeKeyRoute(deps.resumeKeys),
  ];
  return [...routes, descriptionRoute(routes)];
}

/**
 * Koa without its second half. That writes what the middleware left behind and listens for the end of every answer
 * with some ten listeners; our answers are written, and their ends noticed, by the edge.
 */
class Application extends Koa {
  handleRequest(ctx: Context, run: (ctx: Context) => Promise<void>): Promise<void> {
    return run(ctx).catch((thrown) => {
      this.emit("error", thrown);
    });
  }
}

/** The HTTP server, not listening yet. */
export function createServer(deps: Deps): Server {
  const app = new Application();
  const answer = edge(routesOf(deps), deps);
  app.use(answer);
  const viaKoa = app.callback();
  // Whatever reaches Koa's own handler went wrong after the answer; its default prints stacks.
  app.on("error", (thrown: unknown) => {
    if (!isDisconnect(thrown)) deps.log.error({ err: thrown }, "unexpected_error");
  });

  const server = createHttpServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: 5_000,
      // For uploads, which have their own clock besides; JSON bodies are given ten seconds where they are read.
      requestTimeout: 130_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      // Refused by us instead, in our own words.
      requireHostHeader: false,
    },
    (req, res) => {
      // Koa keeps a context for as long as an answer lasts; that of a stream lasts for hours.
      const work = req.url?.endsWith(eventsPath)
        ? answer({ req, res }).catch((thrown) => void app.emit("error", thrown))
        : viaKoa(req, res);
      deps.inFlight.add(res, work);
    },
  );
  server.maxHeadersCount = 200;
  server.maxConnections = 20_000;
  // Node would answer an expectation that it does not know by itself, in a shape that is not ours.
  server.on("checkExpectation", (req, res) => server.emit("request", req, res));
  server.on("clientError", (error, socket) => refuseBytes(error, socket as never, randomUUID()));
  return server;
}

function isDisconnect(thrown: unknown): boolean {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  return code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE";
}
