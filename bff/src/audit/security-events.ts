import type { ProblemCode } from "@osigu-preauth/shared";
import type { Call } from "../http/call.ts";
import { NotOwned } from "../ownership/not-owned-error.ts";
import type { ProblemError } from "../problem/problem-error.ts";
import type { Audit, AuditEvent } from "./audit.ts";

const events: Partial<Record<ProblemCode, AuditEvent>> = {
  unauthenticated: "session_refused",
  origin_not_allowed: "origin_refused",
  not_permitted: "restriction_met",
  file_too_large: "upload_refused",
  file_type_not_allowed: "upload_refused",
  file_empty: "upload_refused",
  file_unsafe: "upload_refused",
};

/** Tells the audit of a problem that is a refusal for security's sake; of no other. */
export function tellRefusal(audit: Audit, call: Call, problem: ProblemError): void {
  const event = eventOf(call, problem);
  if (event !== undefined) audit.tell(event, call, { reason: problem.code });
}

function eventOf({ operation }: Call, problem: ProblemError): AuditEvent | undefined {
  if (problem instanceof NotOwned) return "object_refused";
  if (operation === "webhook" && problem.code === "unauthenticated") return "webhook_refused";
  return events[problem.code];
}
