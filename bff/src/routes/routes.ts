import { authorizationRequestRoutes } from "./authorization-requests.ts";
import { catalogueRoutes } from "./catalogs.ts";
import type { Dependencies } from "./dependencies.ts";
import { docsRoutes } from "./docs.ts";
import { eventRoutes } from "./events.ts";
import { healthRoutes } from "./health.ts";
import { metricsRoutes } from "./metrics.ts";
import { openApiRoute } from "./openapi.ts";
import { otpRoutes } from "./otp.ts";
import { recentsRoutes } from "./recents.ts";
import { requestListRoutes } from "./request-list.ts";
import { resumeKeyRoutes } from "./resume-key.ts";
import type { Route } from "./route.ts";
import { sponsorRoutes } from "./sponsors.ts";
import { tokenRoutes } from "./token.ts";
import { uploadRoutes } from "./uploads.ts";
import { webhookRoutes } from "./webhooks.ts";
import { widgetFileRoutes } from "./widget-files.ts";

/** Every route, in the router's order. */
export function allRoutes(deps: Dependencies): Route[] {
  const routes = [
    ...tokenRoutes(deps),
    ...sponsorRoutes(deps),
    ...catalogueRoutes(deps),
    ...requestListRoutes(deps),
    ...authorizationRequestRoutes(deps),
    ...uploadRoutes(deps),
    ...eventRoutes(deps),
    ...otpRoutes(deps),
    ...webhookRoutes(deps),
    ...healthRoutes(deps),
    ...metricsRoutes(deps),
    ...resumeKeyRoutes(deps),
    ...recentsRoutes(deps),
    ...widgetFileRoutes(deps),
    ...docsRoutes(deps),
  ];
  const { publicUrl, condition, docs } = deps;
  const server = { publicUrl, version: condition.build.version };
  return [...routes, openApiRoute(routes, server, docs !== undefined)];
}
