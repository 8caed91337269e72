import { problemDetails } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Route } from "./route.ts";

type Schema = Record<string, unknown>;

/** What a schema takes (requests) or gives (answers), as JSON Schema. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function parametersOf(route: Route): Schema[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const query = route.query === undefined ? {} : schemaOf(route.query, "input");
  const required = (query.required ?? []) as string[];
  const inQuery = Object.entries((query.properties ?? {}) as Record<string, Schema>).map(
    ([name, schema]) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema,
    }),
  );
  const keyed = /Idempotency-Key/.test(route.summary)
    ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }]
    : [];
  return [...inPath, ...inQuery, ...keyed];
}

function bodyOf(route: Route): Schema | undefined {
  const schema = route.body === undefined ? undefined : schemaOf(route.body, "input");
  const kinds = route.consumes ?? (schema === undefined ? [] : ["application/json"]);
  if (kinds.length === 0) return undefined;
  const content = Object.fromEntries(kinds.map((kind) => [kind, schema === undefined ? {} : { schema }]));
  return { required: route.bodyOptional !== true, content };
}

/** The OpenAPI description of the routes. */
export function openApi(routes: readonly Route[]): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const body = bodyOf(route);
    const operation: Schema = {
      operationId: route.operation,
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
          description: "What went wrong.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    };
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
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
