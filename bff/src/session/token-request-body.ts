import { isRecord } from "@osigu-preauth/shared";
import type { Call } from "../http/call.ts";
import { isJson, parseJson, readText } from "../http/json-body.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Bytes; a request has some two hundred. */
const mostBytes = 8_192;

/**
 * Parameters of the query and of a form or JSON body, in which the vendor's samples differ. The body wins. Throws
 * `invalid_request` and whatever reading a body throws.
 */
export async function tokenParameters(call: Call): Promise<Record<string, unknown>> {
  const inQuery = formOf(call.search);
  if (!call.hasBody) return inQuery;
  if (isJson(call.req)) {
    const value = parseJson(await readText(call.req, mostBytes));
    if (!isRecord(value)) throw invalid("The body must be an object.");
    return { ...inQuery, ...value };
  }
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(call.req.headers["content-type"] ?? "")) {
    throw invalid("The body must be a form (application/x-www-form-urlencoded) or JSON.");
  }
  return { ...inQuery, ...formOf(await readText(call.req, mostBytes)) };
}

/** RFC 6749, section 3.2: parameters must not be included more than once. */
function formOf(text: string): Record<string, string> {
  const entries = [...new URLSearchParams(text)];
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw invalid("A parameter stands there twice.");
  }
  return Object.fromEntries(entries);
}

const invalid = (detail: string) => new ProblemError("invalid_request", { detail });
