import type { ClientProblemCode } from "../problem/problem.ts";
import type { FirstScreenMessages } from "./en/first-screen.ts";

/** Problems that ask the same of the user as another one and share its message. */
export const problemAliases = {
  unauthenticated: "session_failed",
  unsupported_media_type: "method_not_allowed",
  body_too_large: "file_too_large",
  headers_too_large: "method_not_allowed",
  body_timeout: "unreachable",
  overloaded: "rate_limited",
  upload_incomplete: "upload_interrupted",
  upload_stalled: "upload_interrupted",
  upstream_timeout: "upstream_unavailable",
  upstream_invalid: "upstream_unavailable",
  invalid_request: "not_found",
  idempotency_mismatch: "not_found",
  cancelled: "internal_error",
} as const satisfies Partial<Record<ClientProblemCode, ClientProblemCode>>;

/** The problems with a message of their own after the first screen. */
export type ProblemWithMessage = Exclude<
  ClientProblemCode,
  keyof typeof problemAliases | keyof FirstScreenMessages["problems"]
>;
