import type { Context } from "koa";
import { tellRefusal } from "./audit/security-events.ts";
import { type Answer, onlyTls, problemAnswer, writeAnswer } from "./http/answer.ts";
import { Call } from "./http/call.ts";
import { callerAddress } from "./http/client-ip.ts";
import { answerPreflight, isPreflight, openFor } from "./http/cors.ts";
import { misframed } from "./http/framing.ts";
import { router } from "./http/router.ts";
import type { Logger, RequestLine } from "./logging/logger.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { Arc } from "./osigu/arc-client.ts";
import { ProblemError, problemOf } from "./problem/problem-error.ts";
import { type Gatekeepers, runRoute } from "./routes/pipeline.ts";
import type { Route } from "./routes/route.ts";
import { tokenMethodRefused } from "./session/token-endpoint.ts";

type Deps = Gatekeepers & {
  arc: Arc;
  log: Logger;
  metrics: Metrics;
  /** Proxies of the operator's own in front of this server. */
  proxyHops: number;
  overTls: boolean;
};

/** The little of Koa's context that is used. */
type Exchanged = Pick<Context, "req" | "res"> & { respond?: boolean };

/** A status of our own for who left before the answer: it is only written into the log. */
const clientLeft = 499;

/**
 * The outermost layer: every request comes in here and every answer goes out here, problems included. One function
 * rather than a chain of ten, because each link would cost every request.
 */
export function edge(routes: readonly Route[], deps: Deps): (ctx: Exchanged) => Promise<void> {
  const find = router(routes);
  const always = deps.overTls ? onlyTls : [];

  async function answer(call: Call): Promise<Answer> {
    const wrong = misframed(call.req);
    if (wrong !== undefined) throw wrong;
    call.address = callerAddress(call.req, deps.proxyHops);
    openFor(call, deps.hosts);
    const counted = deps.limits.take(call, [{ name: "address", key: call.address }]);
    if (counted !== undefined) await counted;
    // How far an address is from its limit is shown to whoever meets it, and to nobody else.
    call.limit = undefined;
    const method = call.req.method ?? "GET";
    const asked = isPreflight(call) ? (call.req.headers["access-control-request-method"] as string) : method;
    const match = find(asked, call.path);
    if (match === undefined) throw new ProblemError("not_found");
    if (match.route === undefined) return methodRefused(call, match.allowed);
    call.operation = match.route.operation;
    call.pattern = match.route.path;
    if (method === "OPTIONS") return answerPreflight(call);
    return runRoute(match.route, match.parts, call, deps);
  }

  return async (ctx) => {
    ctx.respond = false;
    const call = new Call(ctx.req, ctx.res);
    let status: number;
    let code: string | undefined;
    try {
      const given = await answer(call);
      status = given.status;
      writeAnswer(call, given, always);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === "internal_error") deps.log.error({ err: thrown }, "unexpected_error");
      else tellRefusal(deps.audit, call, problem);
      status = problem.status;
      code = problem.code;
      writeAnswer(call, problemAnswer(problem, call.requestId), always);
    }
    if (call.gone) status = clientLeft;
    const took = performance.now() - call.startedAt;
    deps.metrics.requests.inc({ operation: call.operation, status });
    deps.metrics.requestSeconds.observe({ operation: call.operation }, took / 1000);
    const line: RequestLine = {
      request_id: call.requestId,
      method: call.req.method ?? "",
      route: call.pattern,
      status,
      ms: Math.round(took * 10) / 10,
      host: call.host,
      provider_slug: call.session === undefined ? undefined : deps.arc.providerSlug,
      code,
      document: call.document,
    };
    deps.log.info(line, "request");
  };
}

function methodRefused(call: Call, allowed: readonly string[]): Answer {
  // Who calls the token endpoint reads OAuth's errors and no others.
  if (call.path === "/v1/oauth/token") return tokenMethodRefused;
  const answer = problemAnswer(new ProblemError("method_not_allowed"), call.requestId);
  return { ...answer, headers: ["Allow", allowed.join(", ")] };
}
