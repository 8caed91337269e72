import assert from "node:assert/strict";
import { test } from "node:test";
import {
  authorizationOutcome,
  beneficiary,
  documentPolicy,
  searchFormList,
  sponsorConfiguration,
} from "./index.ts";

/* The vendor's schema pages differ from its guide. Both are read, whichever comes. */

const formWith = (field: object) => [
  { form_slug: "f", fields: [{ slug: "file", type: "FILE_UPLOAD", ...field }] },
];

for (const sent of ["image/jpeg, image/png", ["image/jpeg", "image/png"]]) {
  test(`media types as ${JSON.stringify(sent)} are a list of two`, () => {
    const expected = ["image/jpeg", "image/png"];
    assert.deepEqual(
      searchFormList.parse(formWith({ mime_types: sent }))[0]?.fields[0]?.mime_types,
      expected,
    );
    assert.deepEqual(documentPolicy.parse([{ file_type: "X", mime_types: sent }])[0]?.mime_types, expected);
  });
}

test("media types that are an empty string or no text do not close a document to every file", () => {
  for (const mime_types of ["", " , ", [], 7, null]) {
    assert.equal(documentPolicy.parse([{ file_type: "X", mime_types }])[0]?.mime_types.length, 3);
  }
});

test("a form for reimbursements is not offered, wherever it stands", () => {
  const refund = { form_slug: "refund", reimbursement: true, fields: [] };
  const member = { form_slug: "member", reimbursement: false, fields: [] };
  for (const sent of [[refund, member], { forms: [member, refund] }, { content: [refund, member] }]) {
    assert.deepEqual(
      searchFormList.parse(sent).map(({ form_id }) => form_id),
      ["member"],
    );
  }
  assert.deepEqual(searchFormList.parse(refund), []);
});

test("the family is read as dependents and as dependants, and its absence stays an absence", () => {
  const person = { beneficiary_id: 1, first_name: "A", last_name: "B" };
  for (const key of ["dependents", "dependants"]) {
    const read = beneficiary.parse({ ...person, [key]: [{ ...person, beneficiary_id: 2 }] });
    assert.equal(read.dependents?.[0]?.beneficiary_id, "2");
  }
  assert.equal(beneficiary.parse(person).dependents, undefined);
});

const otpRules: [rules: object, isRequired: boolean][] = [
  [{ otp_required: true }, true],
  [{ otp_required: ["completeAuthorizationRequest"] }, true],
  [{ otp_operations: ["AUTHORIZATION"] }, true],
  [{ otp_required: false, otp_operations: ["AUTHORIZATION"] }, true],
  [{ otp_operations: ["startDispensation", "completeAuthorizationRequest"] }, true],
  [{ otp_required: ["startDispensation"] }, false],
  [{ otp_operations: ["startDispensation", "createOutpatientCareClaim"] }, false],
  [{ otp_operations: ["voidAuthorization"] }, false],
  [{ otp_required: [""] }, false],
  [{ otp_required: false }, false],
  [{ otp_required: [] }, false],
  [{ otp_required: null }, false],
  [{}, false],
];
for (const [rules, isRequired] of otpRules) {
  test(`${JSON.stringify(rules)} ${isRequired ? "requires" : "does not require"} a one-time code`, () => {
    assert.equal(sponsorConfiguration.parse(rules).otp_required, isRequired);
  });
}

const decided = { product_type: "LAB", status: "APPROVED", expires_at: "2027-01-01T00:00:00Z", products: [] };

test("a request in the schema page's shape is read as the guide's", () => {
  const read = authorizationOutcome.parse({
    id: "9007199254740993",
    beneficiary_id: "9007199254740995",
    diagnoses: [{ coding_system: "ICD-10", code: "R51" }],
    status: "COMPLETED",
    authorizations: [
      { id: 7, code: "AUTH-1", sponsor_authorization_code: "S-1", ...decided },
      { id: 8, reason: "Not covered", ...decided, status: "REJECTED" },
    ],
  });
  assert.equal(read.authorization_request_id, "9007199254740993");
  const [approved, rejected] = read.authorizations;
  assert.equal(approved?.authorization_id, "7");
  assert.equal(approved?.authorization_code, "AUTH-1");
  assert.equal(rejected?.rejection_reason, "Not covered");
  assert.equal(rejected?.authorization_code, undefined);
});

const statuses: [authorizations: unknown, status: string][] = [
  [[], "PENDING_INDICATION"],
  [undefined, "PENDING_INDICATION"],
  [[{ status: "PENDING_SPONSOR" }, { status: "APPROVED" }], "PENDING_SPONSOR"],
  [[{ status: "REJECTED" }, { status: "APPROVED" }], "COMPLETED"],
  [{ status: "APPROVED" }, "COMPLETED"],
];
for (const [authorizations, status] of statuses) {
  test(`a request without a status is ${status} with the authorizations ${JSON.stringify(authorizations)}`, () => {
    assert.equal(authorizationOutcome.parse({ id: 1, authorizations }).status, status);
  });
}
