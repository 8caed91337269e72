import assert from "node:assert/strict";
import { test } from "node:test";
import type { Operation } from "./endpoints.ts";
import { problemOfAnswer } from "./errors.ts";

const codeOf = (operation: Operation, answer: { status: number; text?: string; retryAfter?: number }) =>
  problemOfAnswer(operation, { json: true, text: "", retryAfter: undefined, ...answer }).code;

test("a 503 that says when to come again, or why in the vendor's words, is a refusal of a create", () => {
  assert.equal(codeOf("createRequest", { status: 503, retryAfter: 2 }), "upstream_unavailable");
  const text = '{"error_code":"SVC-1","message":"busy"}';
  assert.equal(codeOf("completeRequest", { status: 503, text }), "upstream_unavailable");
});

test("after any other error of a server nobody knows whether a create or a complete was carried out", () => {
  for (const operation of ["createRequest", "completeRequest"] as const) {
    for (const status of [500, 502, 503, 504]) assert.equal(codeOf(operation, { status }), "outcome_unknown");
  }
});

test("what may be asked as often as one likes is only not there for the moment", () => {
  assert.equal(codeOf("getRequest", { status: 503 }), "upstream_unavailable");
  assert.equal(codeOf("getRequest", { status: 504 }), "upstream_timeout");
});
