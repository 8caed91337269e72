import { operationOf, type StateMiddleware } from "../http/koa.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { clientClosedRequest } from "./access-log.ts";
import type { HostIdState } from "./authenticate.ts";
import type { ClientDisconnectState } from "./client-disconnect.ts";

/** Hosts that are counted by name. */
const maxHosts = 100;

/** Counts each request and its duration by operation. A stream counts until it is open. */
export function requestMetrics(metrics: Metrics): StateMiddleware<ClientDisconnectState & HostIdState> {
  const hosts = new Set<string>();
  return async function requestMetrics(ctx, next) {
    const start = performance.now();
    await next();
    const status = ctx.state.disconnect.aborted ? clientClosedRequest : ctx.status;
    const operation = operationOf(ctx);
    metrics.requests.inc({ operation, status });
    metrics.requestSeconds.observe({ operation }, (performance.now() - start) / 1000);
    const { hostId } = ctx.state;
    if (hostId === undefined) return;
    if (hosts.size < maxHosts) hosts.add(hostId);
    const host = hosts.has(hostId) ? hostId : "other";
    metrics.hostRequests.inc({ host, status: `${Math.floor(status / 100)}xx` });
  };
}
