import type { z } from "zod";
import type { RouteContext, SessionContext } from "../context.ts";
import type { Permission } from "../middleware/authorize.ts";
import type { RouteDescription } from "./description.ts";

/** A route, as data: `register.ts` makes a route of the router from it, `openapi.ts` its description. */
export type Route<Params = unknown, Query = unknown, Body = unknown> = {
  method: "GET" | "POST";
  /** As @koa/router writes it: `/v1/sponsors/:sponsor_slug/forms`. */
  path: string;
  /** Unique. Names the route in the router, the log, the metrics and the description. */
  operationId: string;
  summary: string;
  /** `session`: only with a session token. */
  access: "open" | "session";
  /** Required for a path with parameters: without a schema they do not reach the handler. */
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** A JSON body is read and validated; without a schema the handler reads the body itself. */
  body?: z.ZodType<Body>;
  /** Whether an empty body stands for `{}`. */
  bodyOptional?: boolean;
  /** Shape and status of the reply, for the description. */
  reply?: z.ZodType;
  status: number;
  /** What the session must be allowed. */
  permission?: Permission<Params, Query, Body>;
  /** Media types of the request and their schemas, where the handler reads the body itself. */
  consumes?: Readonly<Record<string, z.ZodType>>;
  /** For `/openapi.json`. A route without it is no operation of the API, such as a page. */
  description?: RouteDescription;
  handler(ctx: RouteContext<Params, Query, Body>): void | Promise<void>;
};

/** A route whose handler has a session. */
type SessionRoute<Params, Query, Body> = Omit<Route<Params, Query, Body>, "access" | "handler"> & {
  handler(ctx: SessionContext<Params, Query, Body>): void | Promise<void>;
};

/** An open route, with the types of its input inferred from its schemas. */
export function openRoute<Params, Query, Body>(route: Omit<Route<Params, Query, Body>, "access">): Route {
  return { ...route, access: "open" } as unknown as Route;
}

/** A route for sessions, with the types of its input inferred from its schemas. */
export function sessionRoute<Params, Query, Body>(route: SessionRoute<Params, Query, Body>): Route {
  return { ...route, access: "session" } as unknown as Route;
}
