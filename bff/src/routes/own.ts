import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { type Condition, readiness } from "../health/health.ts";
import { type Answer, json } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { openApi } from "./openapi.ts";
import type { Route } from "./route.ts";

type Deps = {
  condition: Condition;
  metrics: Metrics;
  metricsToken: LiveSecret | undefined;
  widget: (rest: string, call: Call) => Promise<Answer>;
  token: (call: Call) => Promise<Answer>;
};

/** The server's own routes: tokens, health, metrics, the widget's files. None carries a session. */
export function ownRoutes({ condition, metrics, metricsToken, widget, token }: Deps): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/oauth/token",
      operation: "sessionToken",
      summary: "A session token for one user of a host. HTTP Basic of host id and key.",
      access: "open",
      consumes: ["application/x-www-form-urlencoded", "application/json"],
      status: 200,
      handle: (_input, call) => token(call),
    },
    {
      method: "GET",
      path: "/healthz",
      operation: "healthz",
      summary: "Whether the process lives.",
      access: "open",
      status: 200,
      handle: () => json({ status: "up" }),
    },
    {
      method: "GET",
      path: "/readyz",
      operation: "readyz",
      summary: "Whether traffic should come here.",
      access: "open",
      status: 200,
      handle() {
        const { ready, checks } = readiness(condition);
        return json({ status: ready ? "ready" : "not ready", checks }, ready ? 200 : 503);
      },
    },
    {
      method: "GET",
      path: "/metrics",
      operation: "metrics",
      summary: "Counters, as Prometheus text.",
      access: "open",
      status: 200,
      async handle(_input, call) {
        if (!mayScrape(call, metricsToken)) throw new ProblemError("not_found");
        const { registry } = metrics;
        return { status: 200, type: registry.contentType, body: await registry.metrics() };
      },
    },
    {
      method: "GET",
      path: "/widget/*",
      operation: "widgetFile",
      summary: "The widget's built files.",
      access: "open",
      status: 200,
      handle: ({ parts }, call) => widget(parts.rest ?? "", call),
    },
  ];
}

/** `/openapi.json`, which describes the others and itself. */
export function descriptionRoute(routes: readonly Route[]): Route {
  let text: string | undefined;
  const route: Route = {
    method: "GET",
    path: "/openapi.json",
    operation: "openapi",
    summary: "This description.",
    access: "open",
    status: 200,
    handle() {
      text ??= JSON.stringify(openApi([...routes, route]));
      return { status: 200, body: text };
    },
  };
  return route;
}

/**
 * Metrics tell of load and failures, which is nobody's business on the open internet: they are for who has the
 * token, or, where none is set, for who calls from this machine or a private network and not through a proxy.
 */
function mayScrape(call: Call, token: LiveSecret | undefined): boolean {
  const { headers, socket } = call.req;
  if (token !== undefined) {
    const given = digest(headers.authorization ?? "");
    return token.current().some((one) => timingSafeEqual(digest(`Bearer ${one.reveal()}`), given));
  }
  const proxied = headers["x-forwarded-for"] ?? headers.forwarded ?? headers["x-real-ip"] ?? headers.via;
  return proxied === undefined && headers.origin === undefined && isPrivate(socket.remoteAddress ?? "");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  if (isIP(plain) === 4) return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(plain);
  return plain === "::1" || /^f[cd]/i.test(plain);
}
