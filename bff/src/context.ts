import type { MatchedRoute, StateContext } from "./http/koa.ts";
import type { AccessLogState } from "./middleware/access-log.ts";
import type { AuthenticateState, HostIdState } from "./middleware/authenticate.ts";
import type { ClientDisconnectState } from "./middleware/client-disconnect.ts";
import type { JsonBodyState } from "./middleware/json-body.ts";
import type { LanguageState } from "./middleware/language.ts";
import type { ProblemState } from "./middleware/problems.ts";
import type { RequestIdState, TraceState } from "./middleware/request-id.ts";
import type { Input, ValidateState } from "./middleware/validate.ts";

/** `ctx.state` of the application. What only some routes' middleware adds is optional. */
export type AppState = TraceState &
  RequestIdState &
  LanguageState &
  ClientDisconnectState &
  HostIdState &
  AccessLogState &
  Partial<ProblemState & AuthenticateState & JsonBodyState & ValidateState>;

/** What the router adds to Koa's context. */
export type RouterContext = MatchedRoute & { params: Record<string, string> };

/** The context of the middleware in `app.ts`. */
export type AppContext = StateContext<AppState>;

/** The context of a route's handler: its input is validated. */
export type RouteContext<Params = unknown, Query = unknown, Body = unknown> = StateContext<
  AppState & { input: Input<Params, Query, Body> }
>;

/** The context of a handler behind `authenticate`. */
export type SessionContext<Params = unknown, Query = unknown, Body = unknown> = StateContext<
  AppState & AuthenticateState & { input: Input<Params, Query, Body> }
>;
