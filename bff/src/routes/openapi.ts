import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import { tags } from "./description.ts";
import { operationOf, securitySchemes } from "./openapi-operation.ts";
import { headerObjects, responseHeaders } from "./openapi-responses.ts";
import { namedSchemas, type Schema } from "./openapi-schemas.ts";
import { hostWebhooks } from "./openapi-webhooks.ts";
import { openRoute, type Route } from "./route.ts";

/** Where the server is, and which version it has. */
export type ServerInfo = { publicUrl: string | undefined; version: string };

/** `GET /openapi.json`, which describes the other routes and itself. */
export function openApiRoute(others: readonly Route[], server: ServerInfo, isPublic: boolean): Route {
  let text: string | undefined;
  const route = openRoute({
    method: "GET",
    path: "/openapi.json",
    operationId: "openapi",
    summary: "This OpenAPI description.",
    reply: z.looseObject({ openapi: z.string() }),
    status: 200,
    description: { tag: "Operation", problems: ["not_found"] },
    handler(ctx) {
      if (!isPublic) throw new ProblemError("not_found");
      text ??= JSON.stringify(openApi([...others, route], server));
      ctx.body = text;
    },
  });
  return route;
}

/** The OpenAPI 3.1 description of the routes that have a description. */
export function openApi(routes: readonly Route[], { publicUrl, version }: ServerInfo): Schema {
  const paths: Record<string, Schema> = {};
  for (const route of routes) {
    if (route.description === undefined) continue;
    const path = pathOf(route);
    const operation = operationOf(route, route.description);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Pre-authorization BFF",
      version,
      description:
        "The server between the pre-authorization widget and the insurers' network. Calls of a session have the vendor's own methods, paths and bodies.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl?.replace(/\/$/, "") ?? "/" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: hostWebhooks(),
    components: { schemas: namedSchemas(), headers: headerObjects(responseHeaders), securitySchemes },
  };
}

/** `/v1/sponsors/{sponsor_slug}/forms`, `/widget/{file}`. */
const pathOf = ({ path }: Route) => path.replace(/[:*](\w+)/g, "{$1}");
