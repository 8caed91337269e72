import { type FieldError, isRecord, type ProblemCode } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import { endpoints, type Operation } from "./endpoints.ts";
import type { HttpFailure, HttpResponse } from "./transport.ts";

const maxFieldErrors = 50;

/** An error body of the vendor, in any of its shapes. */
type VendorError = { code: string; message: string; fields: string[] };

/** The problem for a response other than 2xx. None of its text is passed on, because it may be personal. */
export function problemOfResponse(operation: Operation, response: HttpResponse): ProblemError {
  const { status, retryAfter } = response;
  const error = readError(response);
  if (status === 429) return new ProblemError("overloaded", { retryAfter: retryAfter ?? 1 });
  // A gateway also replies 503 to calls that it has forwarded. A `Retry-After` or an ARC code says that it was refused.
  const isRefused = status === 503 && (retryAfter !== undefined || error.code !== "");
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
      isScopeRefusal(operation, response) ? "upstream_refused" : "sponsor_not_affiliated",
    );
  }
  if (status === 404) {
    return new ProblemError(operation === "searchBeneficiary" ? "beneficiary_not_found" : "not_found");
  }
  if (status === 413 && operation === "uploadFile") return new ProblemError("file_too_large");
  if (status === 415 && operation === "uploadFile") return new ProblemError("file_type_not_allowed");
  if ([400, 401, 409, 422].includes(status)) return invalid(operation, error);
  // A redirect, or an undocumented status.
  return new ProblemError(status < 400 ? "upstream_invalid" : "upstream_refused");
}

/**
 * Whether a 401 refuses the vendor token. The validation of a one-time code is documented to answer 401 also for a
 * wrong code, with `errors` per field: the token is good then, and a second call would use up another attempt.
 */
export function isTokenRefusal(operation: Operation, response: HttpResponse): boolean {
  if (response.status !== 401) return false;
  if (operation !== "validateOtp") return true;
  const { code, fields } = readError(response);
  return fields.length === 0 && !/otp/i.test(code);
}

/**
 * Whether a 403 refuses the token's scope. At the search it is documented to mean that the provider is not affiliated
 * with the sponsor, unless the error says otherwise.
 */
export function isScopeRefusal(operation: Operation, response: HttpResponse): boolean {
  if (response.status !== 403) return false;
  return operation !== "searchBeneficiary" || /scope|authorit/i.test(readError(response).code);
}

/** The codes of every problem that a call of an operation can end with. */
export function problemsOf(operation: Operation): ProblemCode[] {
  return [
    "upstream_refused",
    "upstream_invalid",
    "upstream_unavailable",
    "upstream_timeout",
    "overloaded",
    "sponsor_not_affiliated",
    "validation_failed",
    "not_found",
    ...(operation === "searchBeneficiary" ? (["beneficiary_not_found"] as const) : []),
    ...(operation === "uploadFile" ? (["file_type_not_allowed", "upload_interrupted"] as const) : []),
    ...(endpoints[operation].kind === "once" ? (["outcome_unknown"] as const) : []),
    ...patterns.filter(({ operations }) => operations.includes(operation)).map(({ code }) => code),
  ];
}

/** The problem for a call without a response. */
export function problemOfFailure(operation: Operation, { kind, sent }: HttpFailure): ProblemError {
  if (kind === "queue_full") return new ProblemError("overloaded", { retryAfter: 1 });
  if (sent && endpoints[operation].kind === "once") return new ProblemError("outcome_unknown");
  if (operation === "uploadFile" && sent) return new ProblemError("upload_interrupted");
  if (kind === "timeout") return new ProblemError("upstream_timeout");
  if (kind === "too_large" || kind === "unreadable") return new ProblemError("upstream_invalid");
  return new ProblemError("upstream_unavailable", { retryAfter: 1 });
}

/** The problem for a 2xx response that does not fit its schema. */
export function problemOfUnreadable(operation: Operation): ProblemError {
  return new ProblemError(endpoints[operation].kind === "once" ? "outcome_unknown" : "upstream_invalid");
}

/**
 * Problem codes for rejected data. ARC documents one error code (071-104), so the words of the message decide as
 * well (assumed). Everything else is `validation_failed`.
 */
const patterns: readonly { operations: readonly Operation[]; pattern: RegExp; code: ProblemCode }[] = [
  { operations: ["createRequest"], pattern: /071-104/, code: "product_not_registered" },
  { operations: ["validateOtp"], pattern: /attempt|too.?many|locked/i, code: "otp_attempts_exceeded" },
  { operations: ["validateOtp"], pattern: /expir/i, code: "otp_expired" },
  { operations: ["validateOtp"], pattern: /./s, code: "otp_invalid" },
  { operations: ["completeRequest"], pattern: /otp|one.?time/i, code: "otp_required" },
  {
    operations: ["completeRequest"],
    pattern: /document|indication|attach|file|upload/i,
    code: "document_missing",
  },
  { operations: ["uploadFile"], pattern: /mime|media.?type|content.?type/i, code: "file_type_not_allowed" },
  { operations: ["uploadFile"], pattern: /too.?large|size/i, code: "file_too_large" },
  { operations: ["uploadFile"], pattern: /empty/i, code: "file_empty" },
];

function invalid(operation: Operation, { code, message, fields }: VendorError): ProblemError {
  const words = `${code} ${message}`;
  const match = patterns.find(
    ({ operations, pattern }) => operations.includes(operation) && pattern.test(words),
  );
  const errors: FieldError[] = fields.map((path) => ({
    path,
    message: "not accepted by the insurer",
  }));
  return new ProblemError(match?.code ?? "validation_failed", errors.length > 0 ? { errors } : {});
}

function readError({ json, text }: HttpResponse): VendorError {
  const body = json ? parsed(text) : undefined;
  if (!isRecord(body)) return { code: "", message: "", fields: [] };
  return {
    code: textOf(body.error_code ?? body.code ?? body.error),
    message: textOf(body.message ?? body.error_description),
    fields: fieldsOf(body.errors ?? body.error_details),
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value.slice(0, 500) : "");

/** A path of field names of the contract. Anything else may be data. */
const fieldPath = /^[a-z][A-Za-z_]{0,39}(\.(\d{1,3}|[a-z][A-Za-z_]{0,39})){0,4}$/;

function fieldsOf(errors: unknown): string[] {
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, maxFieldErrors).flatMap((error) => {
    const value = isRecord(error) ? (error.path ?? error.field ?? error.file_type) : undefined;
    const path = (Array.isArray(value) ? value.join(".") : textOf(value))
      .replace(/\[(\d+)\]/g, ".$1")
      .replace(/^\$?\.?\/?/, "")
      .replaceAll("/", ".");
    return fieldPath.test(path) || /^[A-Z][A-Z_]{0,59}$/.test(path) ? [path] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
