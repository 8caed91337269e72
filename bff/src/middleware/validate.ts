import type { z } from "zod";
import type { MatchedRoute, StateMiddleware } from "../http/koa.ts";
import { fieldErrors } from "../problem/field-errors.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { JsonBodyState } from "./json-body.ts";

/** What came with a request, read through the route's schemas. */
export type Input<Params = unknown, Query = unknown, Body = unknown> = {
  params: Params;
  query: Query;
  body: Body;
};

export type ValidateState = { input: Input };

type Schemas = {
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
};

/** Reads path parameters, query and body through their schemas. What has no schema is not handed on. */
export function validate({ params, query, body }: Schemas): StateMiddleware<ValidateState & JsonBodyState> {
  return function validate(ctx, next) {
    ctx.state.input = {
      params: params && readParams(params, ctx),
      // Of a repeated parameter the last one counts. Parameters that the schema does not name are ignored.
      query: query && read(query, Object.fromEntries(new URLSearchParams(ctx.querystring))),
      body: body && read(body, ctx.state.json),
    };
    return next();
  };
}

/** Throws `not_found`: a parameter that no id can be names nothing. */
function readParams(schema: z.ZodType, ctx: MatchedRoute & { params?: unknown }): unknown {
  const result = schema.safeParse(ctx.params);
  if (!result.success) throw new ProblemError("not_found");
  return result.data;
}

/** Throws `validation_failed`. */
function read(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw new ProblemError("validation_failed", { errors: fieldErrors(result.error) });
  return result.data;
}
