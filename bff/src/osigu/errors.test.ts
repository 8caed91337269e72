import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoints, type Operation } from "./endpoints.ts";
import {
  isTokenRefusal,
  problemOfFailure,
  problemOfResponse,
  problemOfUnreadable,
  problemsOf,
} from "./errors.ts";
import type { HttpFailure } from "./transport.ts";

const codeOf = (operation: Operation, answer: { status: number; text?: string; retryAfter?: number }) =>
  problemOfResponse(operation, { json: true, text: "", retryAfter: undefined, ...answer }).code;

test("a 503 with a Retry-After or an error code of the vendor is a refusal of a create", () => {
  assert.equal(codeOf("createRequest", { status: 503, retryAfter: 2 }), "upstream_unavailable");
  const text = '{"error_code":"SVC-1","message":"busy"}';
  assert.equal(codeOf("completeRequest", { status: 503, text }), "upstream_unavailable");
});

test("after any other server error the outcome of a create or a complete is unknown", () => {
  for (const operation of ["createRequest", "completeRequest"] as const) {
    for (const status of [500, 502, 503, 504]) assert.equal(codeOf(operation, { status }), "outcome_unknown");
  }
});

test("a failed read is only unavailable for the moment", () => {
  assert.equal(codeOf("getRequest", { status: 503 }), "upstream_unavailable");
  assert.equal(codeOf("getRequest", { status: 504 }), "upstream_timeout");
});

test("a 403 at the search says that the provider is not affiliated, unless it says that a scope is missing", () => {
  assert.equal(codeOf("searchBeneficiary", { status: 403 }), "sponsor_not_affiliated");
  const missing = { status: 403, text: '{"error":"insufficient_scope"}' };
  assert.equal(codeOf("searchBeneficiary", missing), "upstream_refused");
  assert.equal(codeOf("createRequest", { status: 403 }), "upstream_refused");
});

test("only an upload is a file that is too large or of the wrong type", () => {
  for (const operation of Object.keys(endpoints) as Operation[]) {
    const codes = [413, 415].map((status) => codeOf(operation, { status }));
    const expected =
      operation === "uploadFile"
        ? ["file_too_large", "file_type_not_allowed"]
        : ["upstream_refused", "upstream_refused"];
    assert.deepEqual(codes, expected, operation);
    assert.equal(problemsOf(operation).includes("file_too_large"), operation === "uploadFile", operation);
  }
});

const response401 = (body: object) => ({
  status: 401,
  json: true,
  text: JSON.stringify(body),
  retryAfter: undefined,
});
const wrongCode = { code: "OTP_INVALID", message: "Wrong", errors: [{ path: "code", message: "Wrong" }] };

test("a 401 for a wrong one-time code does not refuse the vendor token", () => {
  assert.equal(isTokenRefusal("validateOtp", response401(wrongCode)), false);
  assert.equal(isTokenRefusal("validateOtp", response401({ code: "OTP_INVALID", message: "Wrong" })), false);
  const { code, errors } = problemOfResponse("validateOtp", response401(wrongCode));
  assert.equal(code, "otp_invalid");
  assert.equal(errors?.[0]?.path, "code");
});

test("any other 401 refuses the vendor token", () => {
  assert.equal(isTokenRefusal("validateOtp", response401({ error: "invalid_token" })), true);
  assert.equal(isTokenRefusal("validateOtp", { ...response401({}), json: false, text: "<html>" }), true);
  assert.equal(isTokenRefusal("sendOtp", response401(wrongCode)), true);
});

test("no call ends with a problem that its operation is not described with", () => {
  const texts = [
    "071-104",
    "expired",
    "too many attempts",
    "otp",
    "document",
    "mime",
    "too large",
    "empty",
    "",
  ];
  const kinds = ["queue_full", "timeout", "too_large", "unreadable", "broken"] as const;
  for (const operation of Object.keys(endpoints) as Operation[]) {
    const described = problemsOf(operation);
    const responses = Array.from({ length: 300 }, (_, index) => 300 + index).flatMap((status) =>
      texts.map((text) => codeOf(operation, { status, text: JSON.stringify({ message: text }) })),
    );
    const failures = kinds.flatMap((kind) =>
      [true, false].map((sent) => problemOfFailure(operation, { kind, sent } as HttpFailure).code),
    );
    const seen = new Set([...responses, ...failures, problemOfUnreadable(operation).code]);
    const undescribed = [...seen].filter((code) => !described.includes(code));
    assert.deepEqual(undescribed, [], operation);
  }
});
