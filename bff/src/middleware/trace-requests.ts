import { operationOf, routeTemplate, type StateMiddleware } from "../http/koa.ts";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { AuthenticateState, HostIdState } from "./authenticate.ts";
import type { ProblemState } from "./problems.ts";
import type { TraceState } from "./request-id.ts";

/** What machines ask every few seconds. */
const probes: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

type State = TraceState & HostIdState & Partial<ProblemState & AuthenticateState>;

/**
 * Records a span for each request, with the attributes of OpenTelemetry's semantic conventions for HTTP, but for path,
 * query, address and user agent, which may be about a person. A stream's span ends when the stream is open.
 */
export function traceRequests(
  tracing: Tracing,
  arc: Pick<ArcClient, "providerSlug">,
): StateMiddleware<State> {
  return async function traceRequests(ctx, next) {
    if (probes.has(ctx.path)) return next();
    const header = ctx.req.headers.traceparent;
    const span = tracing.startRequest(typeof header === "string" ? header : undefined);
    ctx.state.trace = span.trace;
    if (!span.isRecording) return next();
    await next();
    const { hostId, session, problem } = ctx.state;
    const route = routeTemplate(ctx);
    span.end({
      name: route === undefined ? ctx.method : `${ctx.method} ${route}`,
      attributes: {
        "http.request.method": ctx.method,
        "http.route": route,
        "http.response.status_code": ctx.status,
        "error.type": ctx.status >= 500 ? (problem?.code ?? String(ctx.status)) : undefined,
        "preauth.operation": operationOf(ctx),
        "preauth.host": hostId,
        "preauth.provider_slug": session === undefined ? undefined : arc.providerSlug,
        "preauth.problem": problem?.code,
      },
      isError: ctx.status >= 500,
    });
  };
}
