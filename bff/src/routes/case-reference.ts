import type { SessionContext } from "../context.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { caseReference } from "../session/token-request.ts";

/**
 * The host's own case number for a new request: that of the session token, which its server wrote, or else the header
 * `Preauth-Reference`, UTF-8, which its page wrote. Throws `invalid_request`.
 */
export function caseReferenceOf({ state, req }: SessionContext): string | undefined {
  const header = req.headers["preauth-reference"];
  if (state.session.reference !== undefined || header === undefined) return state.session.reference;
  const result = caseReference.safeParse(decode(String(header)));
  if (result.success) return result.data;
  throw new ProblemError("invalid_request", { detail: "The Preauth-Reference is not valid." });
}

/** Node reads each byte of a header as a character of Latin-1. */
function decode(value: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch {
    return undefined;
  }
}
