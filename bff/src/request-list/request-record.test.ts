import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { queryMatcher, type RequestRecord } from "./request-record.ts";

const record = {
  id: "areq_D32TP2733ZZ767",
  reference: "CASE-1042",
  beneficiaryName: "MARÍA GONZÁLEZ",
  authorizations: [{ authorization_code: "AUTH-2026-001236" }],
} as unknown as RequestRecord;

describe("A search in the list of requests", () => {
  for (const query of ["areq_D32TP2733ZZ767", "d32tp", "case-1042", "gonzalez maria", "001236 Maria"])
    it(`finds a request by ${query}`, () => assert.ok(queryMatcher(query)(record)));

  it("finds none that lacks one of its words", () => {
    assert.ok(!queryMatcher("maria perez")(record));
  });
});
