import type { Middleware, ParameterizedContext } from "koa";

/** What @koa/router notes on the context of a request that it found a route for. */
export type MatchedRoute = {
  /** The route's path as it was registered: `/v1/sponsors/:sponsor_slug/forms`. */
  _matchedRoute?: string | RegExp;
  /** The route's name: its operation id. */
  _matchedRouteName?: string;
};

/** Koa's context with `State` in `ctx.state`, and without the index signature that makes every key `any`. */
export type StateContext<State = unknown> = ParameterizedContext<State, MatchedRoute>;

/** A middleware that needs, or adds, `State` in `ctx.state`. */
export type StateMiddleware<State = unknown> = Middleware<State, MatchedRoute>;

/** The operation id of the matched route, or `none`. Complete only after `next()`. */
export function operationOf(ctx: MatchedRoute): string {
  return ctx._matchedRouteName ?? "none";
}

/** Templates of the routes' paths, each made once: the paths are those of the router. */
const templates = new Map<string, string>();

/** The path of the matched route as `pathTemplate` writes it; undefined without a route. Complete only after `next()`. */
export function routeTemplate({ _matchedRoute: path }: MatchedRoute): string | undefined {
  if (typeof path !== "string") return undefined;
  const known = templates.get(path);
  if (known !== undefined) return known;
  const template = pathTemplate(path);
  templates.set(path, template);
  return template;
}

/** A route's path as OpenAPI and the log write it: `/v1/sponsors/{sponsor_slug}/forms`, `/widget/*`. */
export function pathTemplate(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}").replace(/\*\w+$/, "*");
}
