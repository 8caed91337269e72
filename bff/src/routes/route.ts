import type { z } from "zod";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Owned } from "../ownership/ownership.ts";
import type { Session } from "../session/session.ts";

/** What came with a request, checked. */
export type Input<Query = unknown, Body = unknown> = {
  parts: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
};

/** What a session must be allowed for the call to be made. Each reads the input; all must hold. */
export type Guards<Query, Body> = {
  sponsor?: (input: Input<Query, Body>) => string;
  /** Undefined: the call is about every type. */
  productTypes?: (input: Input<Query, Body>) => readonly (string | undefined)[];
  /** The call tells of people whom the caller names: not for a session that was made for one person. */
  anybody?: true;
  owns?: (input: Input<Query, Body>) => { kind: Owned; id: string };
};

/** A route, as data: the router and the description at `/openapi.json` are both made from it. */
export type Route<Query = unknown, Body = unknown> = {
  method: "GET" | "POST";
  path: string;
  /** Unique; names the route in logs, metrics and limits. */
  operation: string;
  summary: string;
  /** Who may call it: anybody, or who carries a session token. */
  access: "open" | "session";
  query?: z.ZodType<Query>;
  /** A JSON body is read and checked; without it the body is left to the handler. */
  body?: z.ZodType<Body>;
  /** Whether an empty body stands for `{}`. */
  bodyOptional?: boolean;
  /** Shape and status of the answer, for the description. */
  reply?: z.ZodType;
  status: number;
  guards?: Guards<Query, Body>;
  /** Media types of the request, where they are not JSON alone. */
  consumes?: readonly string[];
  handle(input: Input<Query, Body>, call: Call): Answer | Promise<Answer>;
};

/** A route whose handler knows its session. */
export type SessionRoute<Query, Body> = Omit<Route<Query, Body>, "access" | "handle"> & {
  handle(input: Input<Query, Body>, call: Call & { session: Session }): Answer | Promise<Answer>;
};

/** Says which types a route's parts have, and hands it on as one of many. */
export function sessionRoute<Query, Body>(route: SessionRoute<Query, Body>): Route {
  return { ...route, access: "session" } as unknown as Route;
}
