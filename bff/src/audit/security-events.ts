import type { ProblemCode } from "@osigu-preauth/shared";
import { NotOwnedError } from "../ownership/not-owned-error.ts";
import type { ProblemError } from "../problem/problem-error.ts";
import { RateLimitError } from "../rate-limits/rate-limiter.ts";
import type { AuditEvent } from "./audit.ts";

const events: Partial<Record<ProblemCode, AuditEvent>> = {
  unauthenticated: "session_refused",
  origin_not_allowed: "origin_refused",
  not_permitted: "restriction_met",
  file_too_large: "upload_refused",
  file_type_not_allowed: "upload_refused",
  file_empty: "upload_refused",
  file_unsafe: "upload_refused",
};

/** The audit event that a problem of an operation is; undefined for a problem that does not concern security. */
export function securityEvent(
  problem: ProblemError,
  operation: string,
): { name: AuditEvent; reason: string } | undefined {
  if (problem instanceof RateLimitError) return { name: "limit_met", reason: problem.limit };
  const name = eventName(problem, operation);
  return name && { name, reason: problem.code };
}

function eventName(problem: ProblemError, operation: string): AuditEvent | undefined {
  if (problem instanceof NotOwnedError) return "object_refused";
  if (operation === "webhook" && problem.code === "unauthenticated") return "webhook_refused";
  return events[problem.code];
}
