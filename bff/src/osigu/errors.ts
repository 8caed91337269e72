import { type FieldError, isRecord, type ProblemCode } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import { endpoints, type Operation } from "./endpoints.ts";
import type { Failure, Incoming } from "./transport.ts";

/** More than this many fields are of no use to anybody. */
const mostErrors = 50;

/** What an error body of the vendor says, whichever of its shapes it has. */
type VendorError = { code: string; message: string; fields: string[] };

/** The problem that an answer other than 2xx stands for. None of its text is passed on: any of it may be personal. */
export function problemOfAnswer(operation: Operation, incoming: Incoming): ProblemError {
  const { status, retryAfter } = incoming;
  const said = readError(incoming);
  if (status === 429) return new ProblemError("overloaded", { retryAfter: retryAfter ?? 1 });
  // A gateway says 503 also of what it has passed on. Who says when to come again, or why in ARC's words, has refused.
  const isRefused = status === 503 && (retryAfter !== undefined || said.code !== "");
  if (status >= 500 && endpoints[operation].kind === "once" && !isRefused) {
    return new ProblemError("outcome_unknown");
  }
  if (status >= 500) {
    return status === 504
      ? new ProblemError("upstream_timeout")
      : new ProblemError("upstream_unavailable", { retryAfter: retryAfter ?? 1 });
  }
  if (status === 403) {
    return new ProblemError(
      operation === "searchBeneficiary" ? "sponsor_not_affiliated" : "upstream_refused",
    );
  }
  if (status === 404) {
    return new ProblemError(operation === "searchBeneficiary" ? "beneficiary_not_found" : "not_found");
  }
  if (status === 413) return new ProblemError("file_too_large");
  if (status === 415 && operation === "uploadFile") return new ProblemError("file_type_not_allowed");
  if (status === 400 || status === 409 || status === 422) return invalid(operation, said);
  // A redirect, or a status that nobody documents.
  return new ProblemError(status < 400 ? "upstream_invalid" : "upstream_refused");
}

/** The problem that no answer stands for. */
export function problemOfFailure(operation: Operation, { kind, sent }: Failure): ProblemError {
  if (kind === "queue_full") return new ProblemError("overloaded", { retryAfter: 1 });
  if (sent && endpoints[operation].kind === "once") return new ProblemError("outcome_unknown");
  if (operation === "uploadFile" && sent) return new ProblemError("upload_interrupted");
  if (kind === "timeout") return new ProblemError("upstream_timeout");
  if (kind === "too_large" || kind === "unreadable") return new ProblemError("upstream_invalid");
  return new ProblemError("upstream_unavailable", { retryAfter: 1 });
}

/** The problem of an answer that says 2xx and cannot be read. */
export function problemOfUnreadable(operation: Operation): ProblemError {
  return new ProblemError(endpoints[operation].kind === "once" ? "outcome_unknown" : "upstream_invalid");
}

/**
 * What a refusal for invalid data is about. ARC documents one code (071-104) and publishes no catalogue, so the
 * words decide besides (assumed); what none of them fits is a plain validation error.
 */
const meanings: readonly { of: readonly Operation[]; says: RegExp; code: ProblemCode }[] = [
  { of: ["createRequest"], says: /071-104/, code: "product_not_registered" },
  { of: ["validateOtp"], says: /attempt|too.?many|locked/i, code: "otp_attempts_exceeded" },
  { of: ["validateOtp"], says: /expir/i, code: "otp_expired" },
  { of: ["validateOtp"], says: /./s, code: "otp_invalid" },
  { of: ["completeRequest"], says: /otp|one.?time/i, code: "otp_required" },
  { of: ["completeRequest"], says: /document|indication|attach|file|upload/i, code: "document_missing" },
  { of: ["uploadFile"], says: /mime|media.?type|content.?type/i, code: "file_type_not_allowed" },
  { of: ["uploadFile"], says: /too.?large|size/i, code: "file_too_large" },
  { of: ["uploadFile"], says: /empty/i, code: "file_empty" },
];

function invalid(operation: Operation, { code, message, fields }: VendorError): ProblemError {
  const words = `${code} ${message}`;
  const meaning = meanings.find(({ of, says }) => of.includes(operation) && says.test(words));
  const errors: FieldError[] = fields.map((path) => ({
    path,
    message: "not accepted by the insurer",
  }));
  return new ProblemError(meaning?.code ?? "validation_failed", errors.length > 0 ? { errors } : {});
}

function readError({ json, text }: Incoming): VendorError {
  const body = json ? parsed(text) : undefined;
  if (!isRecord(body)) return { code: "", message: "", fields: [] };
  return {
    code: textOf(body.error_code ?? body.code ?? body.error),
    message: textOf(body.message ?? body.error_description),
    fields: fieldsOf(body.errors ?? body.error_details),
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value.slice(0, 500) : "");

/** A path that looks like names of the contract: anything else may be data. */
const namedPath = /^[a-z][A-Za-z_]{0,39}(\.(\d{1,3}|[a-z][A-Za-z_]{0,39})){0,4}$/;

function fieldsOf(errors: unknown): string[] {
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, mostErrors).flatMap((error) => {
    const given = isRecord(error) ? (error.path ?? error.field ?? error.file_type) : undefined;
    const path = (Array.isArray(given) ? given.join(".") : textOf(given))
      .replace(/\[(\d+)\]/g, ".$1")
      .replace(/^\$?\.?\/?/, "")
      .replaceAll("/", ".");
    return namedPath.test(path) || /^[A-Z][A-Z_]{0,59}$/.test(path) ? [path] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
