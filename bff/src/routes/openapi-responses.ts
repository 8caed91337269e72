import { type ProblemCode, problemDetails, problems } from "@osigu-preauth/shared";
import { z } from "zod";
import { problemsOf } from "../osigu/errors.ts";
import { problemType } from "../problem/problem-document.ts";
import type { HeaderFields, RouteDescription } from "./description.ts";
import { type Schema, schemaOf } from "./openapi-schemas.ts";
import type { Route } from "./route.ts";
import { oauthError } from "./schemas.ts";

/** Headers of responses, as components. */
export const responseHeaders = {
  "X-Request-Id": { description: "The id of the request, also in the log.", schema: z.uuid() },
  RateLimit: {
    description: "The state of the limit that the call counts against first, or that it met.",
    schema: z.string(),
  },
  "RateLimit-Policy": { description: "That limit.", schema: z.string() },
  "Retry-After": {
    description: "Seconds after which the same call may succeed.",
    schema: z.string().regex(/^\d+$/),
  },
  "WWW-Authenticate": { description: "How the caller authenticates.", schema: z.string() },
} as const satisfies HeaderFields;

/** Every response of a route, by status. */
export function responsesOf(route: Route, description: RouteDescription): Schema {
  const success = {
    description: route.summary,
    headers: headersOf(successHeaders(route), description.replyHeaders),
    ...contentOf(route, description),
  };
  const others = Object.entries(description.otherReplies ?? {}).map(([status, { summary, reply }]) => [
    status,
    {
      description: summary,
      headers: headersOf(["X-Request-Id"]),
      ...(reply && { content: { "application/json": { schema: schemaOf(reply, "output") } } }),
    },
  ]);
  return {
    [route.status]: success,
    ...problemResponses(route, description),
    ...Object.fromEntries(others),
  };
}

function contentOf(route: Route, { produces, events }: RouteDescription): { content?: Schema } {
  if (events !== undefined) {
    const entries = Object.entries(events).map(([name, data]) => [name, schemaOf(data, "output")]);
    const schema = {
      type: "string",
      description: "Server-Sent Events. `x-events`: the JSON of their `data`, by the name of the event.",
      "x-events": Object.fromEntries(entries),
    };
    return { content: { "text/event-stream": { schema } } };
  }
  const types = produces ?? (route.reply && { "application/json": route.reply });
  if (types === undefined) return {};
  const content = Object.entries(types).map(([type, schema]) => [
    type,
    { schema: schemaOf(schema, "output") },
  ]);
  return { content: Object.fromEntries(content) };
}

/** Problems by their status, with the codes that each status stands for. */
function problemResponses(route: Route, description: RouteDescription): Schema {
  const codes = problemCodesOf(route, description);
  const byStatus = Object.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, of = []]) => {
      const texts = of.map((code) => `\`${code}\`: ${problems[code].title}`);
      const headers = headersOf(problemHeaders(Number(status)));
      return [status, { description: texts.join("\n"), headers, content: problemContent(of, description) }];
    }),
  );
}

function problemContent(codes: readonly ProblemCode[], { errors }: RouteDescription): Schema {
  // What is refused before the route is reached has a problem document at the token endpoint as well.
  const asProblem = errors === "oauth" ? codes.filter((code) => applicationCodes.includes(code)) : codes;
  const asOAuth = errors === "oauth" && codes.some((code) => code !== "headers_too_large");
  const withCode = { properties: { code: { enum: asProblem } } };
  return {
    ...(asOAuth && { "application/json": { schema: schemaOf(oauthError, "output") } }),
    ...(asProblem.length > 0 && {
      [problemType]: { schema: { allOf: [schemaOf(problemDetails, "output"), withCode] } },
    }),
  };
}

/** The problems of the application's middleware, before a route is reached. */
const applicationCodes: readonly ProblemCode[] = [
  "invalid_request",
  "headers_too_large",
  "rate_limited",
  "internal_error",
];

/** The problems that a route can answer with: those of each middleware in its stack, of the vendor, and its own. */
export function problemCodesOf(route: Route, description: RouteDescription): ProblemCode[] {
  const { permission, body } = route;
  const codes = new Set<ProblemCode>([
    ...applicationCodes,
    ...when(route.access === "session", ["unauthenticated", "origin_not_allowed", "overloaded"]),
    ...when(route.params !== undefined, ["not_found"]),
    ...when(route.query !== undefined || body !== undefined, ["validation_failed"]),
    ...when(body !== undefined, ["unsupported_media_type", "body_too_large", "body_timeout"]),
    ...when(permission !== undefined, ["not_permitted"]),
    ...when(permission?.owns !== undefined, ["not_found"]),
    ...(description.vendorCalls ?? []).flatMap(problemsOf),
    ...(description.problems ?? []),
  ]);
  return [...codes].sort((one, other) => problems[one].status - problems[other].status);
}

const when = (condition: boolean, codes: ProblemCode[]) => (condition ? codes : []);

type ResponseHeader = keyof typeof responseHeaders;

const successHeaders = (route: Route): ResponseHeader[] =>
  route.access === "session" ? ["X-Request-Id", "RateLimit", "RateLimit-Policy"] : ["X-Request-Id"];

function problemHeaders(status: number): ResponseHeader[] {
  const isTemporary = status === 429 || status === 503;
  return [
    "X-Request-Id",
    ...(status === 401 ? (["WWW-Authenticate"] as const) : []),
    ...(isTemporary ? (["Retry-After"] as const) : []),
    ...(status === 429 ? (["RateLimit", "RateLimit-Policy"] as const) : []),
  ];
}

function headersOf(names: readonly ResponseHeader[], own: HeaderFields = {}): Schema {
  return {
    ...Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    ...headerObjects(own),
  };
}

/** Headers as OpenAPI writes them. */
export function headerObjects(fields: HeaderFields): Schema {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { description, schema }]) => [
      name,
      { description, schema: schemaOf(schema, "output") },
    ]),
  );
}
