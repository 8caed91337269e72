import { type ProblemDetails, problems } from "@osigu-preauth/shared";
import type { ProblemError } from "./problem-error.ts";

/** Media type of every error response but the token endpoint's. RFC 9457. */
export const problemType = "application/problem+json";

/** The body of an error response. */
export function problemDocument(problem: ProblemError, requestId: string): ProblemDetails {
  const { status, title, retryable } = problems[problem.code];
  return {
    type: `urn:osigu-preauth:problem:${problem.code}`,
    title,
    status,
    detail: problem.detail ?? title,
    code: problem.code,
    retryable,
    request_id: requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
}
