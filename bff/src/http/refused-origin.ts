import type { ProblemError } from "../problem/problem-error.ts";
import type { StateContext } from "./koa.ts";

/** Characters. The longest host name has 253. */
const maxLength = 280;

/**
 * The `Origin` of a page that was refused for it, for the log and the audit; undefined for any other request. What is
 * no origin as a browser sends it is written as `invalid`: the header may hold anything.
 */
export function refusedOrigin(ctx: StateContext, problem: ProblemError | undefined): string | undefined {
  if (problem?.code !== "origin_not_allowed") return undefined;
  const value = ctx.get("Origin");
  const isOrigin = value === "null" || (value.length <= maxLength && URL.parse(value)?.origin === value);
  return isOrigin ? value : "invalid";
}
