import type { z } from "zod";
import type { HeaderFields, RouteDescription } from "./description.ts";
import { responsesOf } from "./openapi-responses.ts";
import { inlineSchemaOf, type Schema, schemaOf } from "./openapi-schemas.ts";
import type { Route } from "./route.ts";

/** How callers are authenticated. */
export const securitySchemes = {
  session: {
    type: "http",
    scheme: "bearer",
    description:
      "A session token of `POST /v1/oauth/token`. A page sends it from an origin of its host only.",
  },
  hostKey: {
    type: "http",
    scheme: "basic",
    description: "A host's id and key, in UTF-8. For its server: a page gets no token.",
  },
  vendorSignature: {
    type: "apiKey",
    in: "header",
    name: "X-Osigu-Signature",
    description:
      '`t=<Unix seconds>,v1=<hex of HMAC-SHA256 of "<t>.<raw body>">`, at most 300 seconds old. Several `v1=` during a rotation.',
  },
  metricsToken: { type: "http", scheme: "bearer", description: "`METRICS_TOKEN`, where it is set." },
} as const;

/** The operation of a route. */
export function operationOf(route: Route, description: RouteDescription): Schema {
  const body = requestBodyOf(route);
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(description.text && { description: description.text }),
    tags: [description.tag],
    parameters: parametersOf(route, description),
    security: securityOf(route, description),
    ...(body && { requestBody: body }),
    responses: responsesOf(route, description),
  };
}

function securityOf(route: Route, { credentials }: RouteDescription): Schema[] {
  if (route.access === "session") return [{ session: [] }];
  if (credentials === undefined) return [];
  // Without the setting, a scrape from a private network needs no token.
  return credentials === "metricsToken" ? [{}, { metricsToken: [] }] : [{ [credentials]: [] }];
}

function parametersOf(route: Route, { query, requestHeaders = {} }: RouteDescription): Schema[] {
  return [
    ...propertiesOf(route.params, "path"),
    ...propertiesOf(route.query ?? query, "query"),
    ...headerParameters(requestHeaders),
  ];
}

/** The properties of a schema, as parameters. */
function propertiesOf(schema: z.ZodType | undefined, place: "path" | "query"): Schema[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = inlineSchemaOf(schema, "input") as {
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

/** Headers as parameters. */
export function headerParameters(fields: HeaderFields, required = false): Schema[] {
  return Object.entries(fields).map(([name, { description, schema }]) => ({
    name,
    in: "header",
    required,
    description,
    schema: schemaOf(schema, "input"),
  }));
}

function requestBodyOf(route: Route): Schema | undefined {
  const types = route.consumes ?? (route.body && { "application/json": route.body });
  if (types === undefined) return undefined;
  const content = Object.entries(types).map(([type, schema]) => [
    type,
    { schema: schemaOf(schema, "input") },
  ]);
  return { required: route.bodyOptional !== true, content: Object.fromEntries(content) };
}
