import type { StateMiddleware } from "../http/koa.ts";
import { hasBody, isJson, readText } from "../http/read-body.ts";
import { parseClientJson } from "../json/parse-json.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Bytes of a JSON body. A request with a hundred products has some ten thousand. */
const maxBytes = 65_536;

export type JsonBodyState = {
  /** The body, parsed and not validated. */
  json: unknown;
};

/**
 * Reads a JSON body. @koa/bodyparser does not fit: it limits neither nesting nor time, and its errors hold the body.
 * Throws `unsupported_media_type`, `body_too_large`, `body_timeout`, `invalid_request`. `optional`: whether no body
 * stands for `{}`.
 */
export function jsonBody({ optional }: { optional: boolean }): StateMiddleware<JsonBodyState> {
  return async function jsonBody(ctx, next) {
    if (hasBody(ctx.req) && !isJson(ctx.req)) throw new ProblemError("unsupported_media_type");
    const text = hasBody(ctx.req) ? await readText(ctx.req, maxBytes) : "";
    if (text === "" && !optional) {
      throw new ProblemError("invalid_request", { detail: "The body is missing." });
    }
    ctx.state.json = text === "" ? {} : parseClientJson(text);
    return next();
  };
}
