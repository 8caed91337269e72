import type { IncomingMessage } from "node:http";
import type { StateMiddleware } from "../http/koa.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { isPreflight } from "./cors.ts";

/** Pairs of name and value; a browser sends some 20. */
const maxHeaders = 100;
/** Characters. Our longest real target has some 300. */
const maxTargetLength = 2_048;

/** An origin-form target of visible ASCII. A fragment is no part of a request. */
const originForm = /^\/[\x21\x22\x24-\x7e]*$/;

/** The methods that the router knows. It answers any other with 501, which is none of our problems. */
const routedMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** Refuses requests that two readers could understand in two ways, before anything of them is used. */
export function strictRequest(): StateMiddleware {
  return function strictRequest(ctx, next) {
    checkFraming(ctx.req);
    if (!routedMethods.has(ctx.method) && !isPreflight(ctx.req)) {
      ctx.set("Allow", "GET, HEAD, POST");
      throw new ProblemError("method_not_allowed");
    }
    return next();
  };
}

/** Throws `headers_too_large`, `invalid_request`. */
function checkFraming({ url = "", headers, rawHeaders }: IncomingMessage): void {
  if (rawHeaders.length > maxHeaders * 2) throw new ProblemError("headers_too_large");
  if (url.length > maxTargetLength || !originForm.test(url)) throw malformed("address");
  if (!/^100-continue$/i.test(headers.expect ?? "100-continue")) throw malformed("Expect header");
  if (count(rawHeaders, "host") !== 1) throw malformed("Host header");
  // Which of two would hold depends on who reads them.
  if (count(rawHeaders, "authorization") > 1) throw malformed("Authorization header");
}

/** How often a header stands among names and values, which alternate. */
function count(rawHeaders: readonly string[], wanted: string): number {
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === wanted.length && name.toLowerCase() === wanted) times += 1;
  }
  return times;
}

function malformed(what: string): ProblemError {
  return new ProblemError("invalid_request", { detail: `The request's ${what} is not valid.` });
}
