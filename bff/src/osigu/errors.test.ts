import assert from "node:assert/strict";
import { test } from "node:test";
import type { Operation } from "./endpoints.ts";
import { problemOfResponse } from "./errors.ts";

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
