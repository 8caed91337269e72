import { problemDetails } from "@osigu-preauth/shared";
import { z } from "zod";
import { pathTemplate } from "../http/koa.ts";
import { openRoute, type Route } from "./route.ts";

type Schema = Record<string, unknown>;

/** What a schema takes (requests) or gives (answers), as JSON Schema. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function parametersOf(route: Route): Schema[] {
  // A wildcard is not a parameter in OpenAPI's sense.
  const inPath = route.path.includes("*") ? [] : propertiesOf(route.params, "path");
  const keyed = /Idempotency-Key/.test(route.summary)
    ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }]
    : [];
  const referenced = /Preauth-Reference/.test(route.summary)
    ? [
        {
          name: "Preauth-Reference",
          in: "header",
          required: false,
          schema: { type: "string", maxLength: 100 },
        },
      ]
    : [];
  return [...inPath, ...propertiesOf(route.query, "query"), ...keyed, ...referenced];
}

/** The properties of a schema, as parameters. */
function propertiesOf(schema: z.ZodType | undefined, place: "path" | "query"): Schema[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function bodyOf(route: Route): Schema | undefined {
  const schema = route.body === undefined ? undefined : schemaOf(route.body, "input");
  const kinds = route.consumes ?? (schema === undefined ? [] : ["application/json"]);
  if (kinds.length === 0) return undefined;
  const content = Object.fromEntries(kinds.map((kind) => [kind, schema === undefined ? {} : { schema }]));
  return { required: route.bodyOptional !== true, content };
}

/** `GET /openapi.json`, which describes the other routes and itself. */
export function openApiRoute(others: readonly Route[]): Route {
  let text: string | undefined;
  const route = openRoute({
    method: "GET",
    path: "/openapi.json",
    operationId: "openapi",
    summary: "This OpenAPI description.",
    status: 200,
    handler(ctx) {
      text ??= JSON.stringify(openApi([...others, route]));
      ctx.body = text;
    },
  });
  return route;
}

/** The OpenAPI description of the routes. */
export function openApi(routes: readonly Route[]): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const body = bodyOf(route);
    const operation: Schema = {
      operationId: route.operationId,
      summary: route.summary,
      parameters: parametersOf(route),
      security: route.access === "session" ? [{ session: [] }] : [],
      ...(body === undefined ? {} : { requestBody: body }),
      responses: {
        [route.status]: {
          description: route.summary,
          ...(route.reply === undefined
            ? {}
            : { content: { "application/json": { schema: schemaOf(route.reply, "output") } } }),
        },
        default: {
          description: "A problem.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    };
    const path = pathTemplate(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Pre-authorization BFF", version: "1" },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemDetails, "output") },
      securitySchemes: { session: { type: "http", scheme: "bearer" } },
    },
  };
}
