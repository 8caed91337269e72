import type { Router } from "@koa/router";
import type { Middleware } from "koa";
import compose from "koa-compose";
import type { AppState, RouterContext } from "../context.ts";
import { authenticate } from "../middleware/authenticate.ts";
import { authorize, type SponsorOf } from "../middleware/authorize.ts";
import { checkOrigin } from "../middleware/check-origin.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { sessionRateLimit } from "../middleware/rate-limit.ts";
import { validate } from "../middleware/validate.ts";
import { requestSponsors } from "../request-events/request-sponsors.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Route } from "./route.ts";

type Deps = Pick<Dependencies, "hosts" | "sessions" | "ownership" | "eventLog" | "verifications" | "limiter">;

/**
 * Puts records on the router, in their order: literal paths must come before wildcards that match them too. Every
 * middleware is part of its route's own stack; `router.use` and `router.param` are never used, because they leave
 * routes and parameters out.
 */
export function register(
  router: Router<AppState, RouterContext>,
  routes: readonly Route[],
  deps: Deps,
): void {
  const sponsorOf = objectSponsors(deps);
  for (const route of routes) {
    const middleware = compose(stackOf(route, deps, sponsorOf));
    if (route.method === "GET") router.get(route.operationId, route.path, middleware);
    else router.post(route.operationId, route.path, middleware);
  }
}

/** What a request passes on its way to the handler, and the handler. */
function stackOf(route: Route, deps: Deps, sponsorOf: SponsorOf): Middleware<AppState, RouterContext>[] {
  const stack = [
    ...(route.access === "session"
      ? [authenticate(deps), checkOrigin(), sessionRateLimit(deps.limiter)]
      : []),
    ...(route.body ? [jsonBody({ optional: route.bodyOptional === true })] : []),
    validate(route),
    ...(route.permission ? [authorize(route.permission, deps.ownership, sponsorOf)] : []),
    route.handler,
  ];
  return stack as Middleware<AppState, RouterContext>[];
}

/** To which sponsor requests and one-time codes belong. Whoever names a beneficiary names the sponsor as well. */
function objectSponsors({ eventLog, verifications }: Deps): SponsorOf {
  const sponsorOfRequest = requestSponsors(
    eventLog,
    async (id) => (await verifications.recipientOf(id)).sponsorSlug,
  );
  return async (kind, id) => {
    if (kind === "request") return sponsorOfRequest(id);
    return kind === "otp" ? verifications.sponsorOf(id) : undefined;
  };
}
