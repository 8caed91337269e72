import { type Host, type Hosts, isSessionEnded } from "../hosts/hosts.ts";
import type { StateMiddleware } from "../http/koa.ts";
import { requestContext } from "../logging/request-context.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { SessionTokens } from "../session/session-tokens.ts";

export type AuthenticateState = {
  session: Session;
  /** The session's host, as its file describes it now. */
  host: Host;
};

export type HostIdState = {
  /** Id of the host whose key or session token came with the request, for the log and the audit. */
  hostId?: string;
};

type Deps = { hosts: Hosts; sessions: SessionTokens };

/**
 * Reads the session token. Throws `unauthenticated`, also when its host was removed or switched off, or its sessions
 * were ended.
 */
export function authenticate({ hosts, sessions }: Deps): StateMiddleware<AuthenticateState & HostIdState> {
  return async function authenticate(ctx, next) {
    const [, token] = /^Bearer (.*)$/i.exec(ctx.get("Authorization")) ?? [];
    if (token === undefined) throw new ProblemError("unauthenticated");
    const session = await sessions.verify(token);
    const host = hosts.find(session.host);
    if (host === undefined || isSessionEnded(host, session)) throw new ProblemError("unauthenticated");
    const context = requestContext.getStore();
    if (context !== undefined) context.caller = { owner: session.owner, since: performance.now() };
    ctx.state.session = session;
    ctx.state.host = host;
    ctx.state.hostId = host.id;
    return next();
  };
}
