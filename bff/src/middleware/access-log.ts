import { operationOf, routeTemplate, type StateMiddleware } from "../http/koa.ts";
import { refusedOrigin } from "../http/refused-origin.ts";
import type { Logger, RequestLine } from "../logging/logger.ts";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { AuthenticateState, HostIdState } from "./authenticate.ts";
import type { ClientDisconnectState } from "./client-disconnect.ts";
import type { ProblemState } from "./problems.ts";
import type { RequestIdState } from "./request-id.ts";

export type AccessLogState = {
  /** What an uploaded document contains besides its visible content, such as `script`. */
  document?: string;
};

/** Our own status for a client that closed the connection early. It stands in the log and the metrics only. */
export const clientClosedRequest = 499;

/** Operations that machines call every few seconds. */
const probes: ReadonlySet<string> = new Set(["healthz", "readyz", "metrics"]);

type State = AccessLogState &
  RequestIdState &
  ClientDisconnectState &
  HostIdState &
  Partial<ProblemState & AuthenticateState>;

/**
 * Writes one line per request, at debug level for probes: never an address, a query, a body or a header, but for the
 * origin of a refused page.
 */
export function accessLog(log: Logger, arc: Pick<ArcClient, "providerSlug">): StateMiddleware<State> {
  return async function accessLog(ctx, next) {
    const start = performance.now();
    await next();
    const { state } = ctx;
    const line: RequestLine = {
      request_id: state.requestId,
      method: ctx.method,
      route: routeTemplate(ctx) ?? operationOf(ctx),
      status: state.disconnect.aborted ? clientClosedRequest : ctx.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
      host: state.hostId,
      provider_slug: state.session === undefined ? undefined : arc.providerSlug,
      code: state.problem?.code,
      document: state.document,
      origin: refusedOrigin(ctx, state.problem),
    };
    if (probes.has(operationOf(ctx))) log.debug(line, "request");
    else log.info(line, "request");
  };
}
