import type { Audit, AuditSubject } from "../audit/audit.ts";
import { securityEvent } from "../audit/security-events.ts";
import { clientIp } from "../http/client-ip.ts";
import { operationOf, type StateContext, type StateMiddleware } from "../http/koa.ts";
import { refusedOrigin } from "../http/refused-origin.ts";
import type { AuthenticateState, HostIdState } from "./authenticate.ts";
import type { ProblemState } from "./problems.ts";
import type { RequestIdState } from "./request-id.ts";

type State = RequestIdState & HostIdState & Partial<ProblemState & AuthenticateState>;

/** Records the problems that concern security. */
export function auditProblems(audit: Audit): StateMiddleware<State> {
  return async function auditProblems(ctx, next) {
    await next();
    const { problem } = ctx.state;
    const event = problem && securityEvent(problem, operationOf(ctx));
    if (event === undefined) return;
    audit.record(event.name, auditSubject(ctx), {
      reason: event.reason,
      origin: refusedOrigin(ctx, problem),
    });
  };
}

/** Whom, and what, a line of the audit is about. */
export function auditSubject(ctx: StateContext<State>): AuditSubject {
  const { requestId, hostId, session } = ctx.state;
  return {
    requestId,
    hostId,
    clientIp: clientIp(ctx),
    operation: operationOf(ctx),
    tokenId: session?.tokenId,
  };
}
