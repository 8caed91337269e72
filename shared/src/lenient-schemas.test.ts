import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import {
  authorizationOutcome,
  beneficiary,
  createAuthorizationRequest,
  documentPolicy,
  listOf,
  opaqueId,
  pageOf,
  productPage,
  searchFormList,
  sentOtp,
  sponsorConfiguration,
  sponsorList,
  validatedOtp,
  vendorToken,
} from "./index.ts";

test("an id is a string on our side, whether the vendor sends a string or a number", () => {
  assert.equal(opaqueId.parse("bnf_01"), "bnf_01");
  assert.equal(opaqueId.parse(4711), "4711");
  assert.throws(() => opaqueId.parse(""));
  assert.throws(() => opaqueId.parse(null));
});

test("a list may come as an array, as nothing, as one object alone, or as a page", () => {
  const ids = listOf(z.object({ id: opaqueId }));
  const one = [{ id: "1" }];
  for (const sent of [[{ id: 1 }], { id: 1 }, { content: [{ id: 1 }], page: { number: 0 } }]) {
    assert.deepEqual(ids.parse(sent), one);
  }
  assert.deepEqual(ids.parse(null), []);
  assert.deepEqual(ids.parse(undefined), []);
});

test("a bare array stands for the only page of a catalogue", () => {
  const page = productPage.parse([
    { product_code: "MED-042", product_type: "MEDICATION", name: "Paracetamol" },
  ]);
  assert.equal(page.content[0]?.product_code, "MED-042");
  assert.deepEqual(page.page, { number: 0, size: 1, total_elements: 1, total_pages: 1 });
});

test("a page that says where it stands is believed, and what it leaves out is filled in", () => {
  const read = pageOf(z.string()).parse({ content: ["a"], page: { number: 3, total_pages: 9 } });
  assert.deepEqual(read.page, { number: 3, size: 1, total_elements: 1, total_pages: 9 });
});

test("both field models of a search form are read into one", () => {
  const guide = [
    {
      form_id: "by-document",
      label: "By document",
      fields: [
        { key: "document_type", type: "enum", values: ["CC", "CE"], required: true },
        { key: "document_number", type: "string", required: true },
      ],
    },
  ];
  const schema = [
    {
      form_slug: "by-document",
      fallback_name: "By document",
      fields: [
        {
          id: 1,
          slug: "document_type",
          type: "SELECT",
          options: [
            { value: "CC", label: "CC" },
            { value: "CE", label: "CE" },
          ],
          required: true,
        },
        { id: 2, slug: "document_number", type: "TEXT", required: true },
      ],
    },
  ];
  const [one] = searchFormList.parse(guide);
  const [other] = searchFormList.parse(schema);
  assert.deepEqual(one, {
    ...other,
    fields: other?.fields.map((field, index) => ({ ...field, label: one?.fields[index]?.label })),
  });
  assert.deepEqual(
    one?.fields.map(({ key, type, required }) => [key, type, required]),
    [
      ["document_type", "SELECT", true],
      ["document_number", "TEXT", true],
    ],
  );
  assert.deepEqual(one?.fields[0]?.options, [
    { value: "CC", label: "CC" },
    { value: "CE", label: "CE" },
  ]);
});

test("a form may stand alone, or be nothing but its fields", () => {
  assert.equal(searchFormList.parse({ form_id: "only", fields: [] })[0]?.form_id, "only");
  assert.equal(searchFormList.parse({ fields: [{ key: "member_id" }] })[0]?.fields[0]?.key, "member_id");
});

test("an unknown field type, status or product type is passed on as it is", () => {
  assert.equal(
    searchFormList.parse([{ fields: [{ key: "x", type: "HOLOGRAM" }] }])[0]?.fields[0]?.type,
    "HOLOGRAM",
  );
  const outcome = authorizationOutcome.parse({
    authorization_request_id: 7,
    status: "ESCALATED",
    authorizations: [{ status: "DEFERRED", product_type: "TRANSPLANT" }],
  });
  assert.equal(outcome.status, "ESCALATED");
  assert.equal(outcome.authorizations[0]?.status, "DEFERRED");
  assert.equal(outcome.authorizations[0]?.product_type, "TRANSPLANT");
});

test("unknown keys are no error, anywhere", () => {
  const unknown = { fresh: { from: "the vendor" }, "": 1 };
  assert.equal(sponsorList.parse([{ sponsor_slug: "a", ...unknown }])[0]?.name, "a");
  assert.equal(beneficiary.parse({ beneficiary_id: 1, ...unknown, coverage: unknown }).beneficiary_id, "1");
  const token = vendorToken.parse({
    access_token: "t",
    expires_in: "3600",
    extensions: { provider_slug: "p", ...unknown },
  });
  assert.equal(token.expires_in, 3600);
  assert.equal(token.extensions?.provider_slug, "p");
});

test("a missing optional block is its default", () => {
  const { coverage } = beneficiary.parse({ beneficiary_id: "b", first_name: "MARIA", last_name: null });
  assert.equal(coverage.active, true);
  const rules = sponsorConfiguration.parse({});
  assert.deepEqual(rules.required_fields, []);
  assert.equal(rules.evaluation, "SYNC");
  assert.equal(rules.otp_required, false);
  assert.deepEqual(
    authorizationOutcome.parse({ authorization_request_id: "a", status: "COMPLETED" }).authorizations,
    [],
  );
});

test("a document is required, and of the three usual types, where the policy does not say", () => {
  const [rule] = documentPolicy.parse([{ document_type_slug: "LAB_ORDER", fallback_name: "Lab order" }]);
  assert.deepEqual(rule, {
    file_type: "LAB_ORDER",
    label: "Lab order",
    required: true,
    mime_types: ["application/pdf", "image/jpeg", "image/png"],
  });
});

test("a request says nothing that is not asked of it", () => {
  const request = {
    beneficiary_id: "b",
    sponsor_slug: "s",
    diagnosis_code: "R51",
    products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
  };
  assert.deepEqual(createAuthorizationRequest.parse(request), request);
  assert.throws(() => createAuthorizationRequest.parse({ ...request, provider: { id: "somebody else" } }));
  assert.equal(
    createAuthorizationRequest.parse({ ...request, clinical_summary: "Stable." }).clinical_summary,
    "Stable.",
  );
  assert.throws(() => createAuthorizationRequest.parse({ ...request, products: [] }));
  assert.throws(() =>
    createAuthorizationRequest.parse({ ...request, products: [{ ...request.products[0], quantity: 0 }] }),
  );
});

test("no reply of the vendor throws anything but a reading error", () => {
  const readers = [
    searchFormList,
    sponsorList,
    beneficiary,
    sponsorConfiguration,
    productPage,
    documentPolicy,
    authorizationOutcome,
  ];
  fc.assert(
    fc.property(fc.jsonValue(), (sent) => {
      for (const reader of readers) assert.equal(typeof reader.safeParse(sent).success, "boolean");
    }),
    { numRuns: 300 },
  );
});

const outcomeWith = (quantity: unknown) =>
  authorizationOutcome.parse({
    authorization_request_id: 1,
    status: "COMPLETED",
    authorizations: [{ status: "APPROVED", products: [{ product_code: "MED-042", quantity }] }],
  }).authorizations[0]?.products[0]?.quantity;

for (const [sent, read] of [
  [1, 1],
  ["1", 1],
  [" 2.5 ", 2.5],
  ["99999999999999999", 1e17],
  ["", undefined],
  ["two", undefined],
  ["Infinity", undefined],
  [null, undefined],
  [true, undefined],
  [{ value: 1 }, undefined],
  [[1], undefined],
] as const) {
  test(`a decision is not lost for the quantity ${JSON.stringify(sent)}`, () => {
    assert.equal(outcomeWith(sent), read);
  });
}

const coverageOf = (coverage: unknown) => beneficiary.parse({ beneficiary_id: 1, coverage }).coverage;

for (const [sent, read] of [
  [true, true],
  ["true", true],
  [" TRUE ", true],
  [1, true],
  ["1", true],
  [false, false],
  ["false", false],
  ["False", false],
  [0, false],
  ["0", false],
  ["yes, until May", true],
  [null, true],
  [{}, true],
] as const) {
  test(`a person is found whose coverage.active is ${JSON.stringify(sent)}`, () => {
    assert.equal(coverageOf({ active: sent }).active, read);
  });
}

test("a person is found whose coverage is no object", () => {
  for (const sent of ["ACTIVE", true, 1, [], null, undefined]) assert.equal(coverageOf(sent).active, true);
});

test("a page is read whose numbers are text or none", () => {
  const sent = { number: "2", size: "15", total_elements: null, total_pages: "many" };
  assert.deepEqual(pageOf(z.string()).parse({ content: ["a"], page: sent }).page, {
    number: 2,
    size: 15,
    total_elements: 1,
    total_pages: 1,
  });
});

test("limits of a document are read as text, and one that is none limits nothing", () => {
  const [rule] = documentPolicy.parse([
    { file_type: "X", required: "false", max_size_bytes: "2000000", max_files: "0" },
  ]);
  assert.deepEqual([rule?.required, rule?.max_size_bytes, rule?.max_files], [false, 2_000_000, undefined]);
});

test("a sponsor's rules are read whose booleans are text", () => {
  const read = (rules: object) => sponsorConfiguration.parse(rules);
  assert.equal(read({ otp_required: "true" }).otp_required, true);
  assert.equal(read({ otp_required: "false" }).otp_required, false);
  assert.equal(read({ biometric_required: "true" }).biometric_required, true);
  assert.equal(read({ biometric_required: "unknown" }).biometric_required, false);
});

test("a form's booleans and numbers are read as text", () => {
  const [form] = searchFormList.parse([
    { form_id: "f", fields: [{ key: "a", required: "true", max_length: "10", min_length: "" }] },
    { form_id: "refund", reimbursement: "true", fields: [] },
  ]);
  const [field] = form?.fields ?? [];
  assert.deepEqual([field?.required, field?.max_length, field?.min_length], [true, 10, undefined]);
});

test("a one-time code that was sent is not lost for the text of its life", () => {
  assert.equal(sentOtp.parse({ otp_id: 1, expires_in: "120" }).expires_in, 120);
  assert.equal(sentOtp.parse({ otp_id: 1, expires_in: "soon" }).expires_in, 300);
  assert.equal(validatedOtp.parse({ otp_verification_token: "t", expires_in: "60" }).expires_in, 60);
});

test("a decision is not lost for a text that is none", () => {
  const outcome = authorizationOutcome.parse({
    authorization_request_id: 1,
    status: "COMPLETED",
    authorizations: [{ status: "REJECTED", rejection_reason: { es: "No" }, expires_at: false, products: [] }],
  });
  assert.equal(outcome.authorizations[0]?.rejection_reason, undefined);
});
