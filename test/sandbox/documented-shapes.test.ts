import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Sandbox, type SponsorData, startSandbox } from "./sandbox.ts";
import { medicalIndication, usual, usualConfiguration } from "./sponsor/usual.ts";
import { type ArcCaller, field, signIn } from "./testing/arc-caller.ts";

/* What the vendor's schema pages document, each as an option of a sponsor, where the guide says otherwise. */

const coverage = { plan_code: "P", active: true, effective_until: "2027-12-31" };
const child = {
  beneficiary_id: "9007199254740995",
  first_name: "B",
  last_name: "B",
  relationship: "CHILD",
  coverage,
};
const person = {
  match: { document_number: "1" },
  beneficiary: {
    beneficiary_id: "9007199254740993",
    first_name: "A",
    last_name: "A",
    coverage,
    dependants: [child],
  },
};
const search = { document_type: "CC", document_number: "1" };
const products = [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 1 }];

const base: SponsorData = {
  ...usual,
  slug: "sponsor-base",
  name: "Base",
  about: "Invented.",
  people: [person],
  numeric_ids: "int64",
  documents: [],
  try: [],
};
const sponsors: SponsorData[] = [
  { ...base, slug: "sponsor-guide" },
  { ...base, slug: "sponsor-schema", outcome_shape: "schema" },
  { ...base, slug: "sponsor-no-status", outcome_shape: "schema-without-status" },
  { ...base, slug: "sponsor-no-dependents-operation", dependents_operation: false },
  {
    ...base,
    slug: "sponsor-mime-types",
    documents: [{ ...medicalIndication, mime_types: "image/png,image/jpeg" }],
  },
  {
    ...base,
    slug: "sponsor-reimbursement",
    forms: [
      ...usual.forms,
      {
        form_slug: "refund",
        reimbursement: true,
        fields: [{ slug: "invoice", type: "TEXT", required: true }],
      },
    ],
  },
  ...[
    { slug: "sponsor-otp-list", otp_required: ["completeAuthorizationRequest"] },
    {
      slug: "sponsor-otp-operations-key",
      otp_required: undefined,
      otp_operations: ["completeAuthorizationRequest"],
    },
    { slug: "sponsor-otp-elsewhere", otp_required: ["startDispensation"] },
  ].map(({ slug, ...rules }) => ({ ...base, slug, configuration: { ...usualConfiguration, ...rules } })),
];

let sandbox: Sandbox;
let arc: ArcCaller;
let token: string;

describe("documented shapes at the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox({ sponsors });
    arc = await signIn(sandbox.url);
    token = sandbox.state.tokens.all()[0]?.value ?? "";
  });
  after(() => sandbox.close());

  const textOf = async (path: string) =>
    (await fetch(`${sandbox.url}${path}`, { headers: { authorization: `Bearer ${token}` } })).text();

  async function create(slug: string): Promise<string> {
    const beneficiary_id = field(
      (await arc.post(`/v1/sponsors/${slug}/search`, search)).body,
      "beneficiary_id",
    );
    const body = { beneficiary_id, sponsor_slug: slug, diagnosis_code: "R51", products };
    const created = await arc.post("/arc/v1/authorization-requests", body);
    assert.equal(created.status, 202);
    return String(field(created.body, "authorization_request_id"));
  }

  test("int64 ids are JSON numbers that JavaScript's own numbers cannot hold", async () => {
    const id = await create("sponsor-guide");
    const text = await textOf(`/arc/v1/authorization-requests/${id}`);
    assert.match(text, new RegExp(`"authorization_request_id":${id},`));
    assert.notEqual(String(Number(id)), id);
  });

  test("an int64 id that comes back as a JSON number is taken digit by digit", async () => {
    const text = `{"beneficiary_id":9007199254740993,"sponsor_slug":"sponsor-guide","diagnosis_code":"R51","products":${JSON.stringify(products)}}`;
    const { status, body } = await arc.call("POST", "/arc/v1/authorization-requests", {
      headers: { "content-type": "application/json" },
      body: text,
    });
    assert.equal(status, 202);
    const request = sandbox.state.requests.get(String(field(body, "authorization_request_id")));
    assert.equal(request?.beneficiaryId, "9007199254740993");
  });

  test("a request has the schema page's shape, to the completion and to a read alike", async () => {
    const id = await create("sponsor-schema");
    const completed = await arc.complete(id);
    const { authorizations, ...rest } = completed.body as { authorizations: Record<string, unknown>[] };
    assert.deepEqual(rest, {
      id,
      status: "COMPLETED",
      beneficiary_id: "9007199254740993",
      diagnoses: [{ coding_system: "ICD-10", code: "R51" }],
    });
    assert.match(String(authorizations[0]?.id), /^\d{16,}$/);
    assert.match(String(authorizations[0]?.code), /^AUTH-/);
    assert.equal(authorizations[0]?.sponsor_authorization_code, `SPONSOR-${authorizations[0]?.code}`);
    assert.deepEqual((await arc.get(`/arc/v1/authorization-requests/${id}`)).body, completed.body);
  });

  test("a request may come without its status, before and after the completion", async () => {
    const id = await create("sponsor-no-status");
    const path = `/arc/v1/authorization-requests/${id}`;
    assert.deepEqual((await arc.get(path)).body, {
      id,
      beneficiary_id: "9007199254740993",
      diagnoses: [{ coding_system: "ICD-10", code: "R51" }],
      authorizations: [],
    });
    assert.equal(field((await arc.complete(id)).body, "status"), undefined);
  });

  test("the family may come with the search as dependants, and be nowhere else", async () => {
    const slug = "sponsor-no-dependents-operation";
    const found = await arc.post(`/v1/sponsors/${slug}/search`, search);
    assert.equal(field(found.body, "dependants", 0, "beneficiary_id"), child.beneficiary_id);
    const path = `/v1/sponsors/${slug}/beneficiaries/${person.beneficiary.beneficiary_id}/dependents`;
    assert.equal((await arc.get(path)).status, 404);
  });

  test("media types as one comma-separated string hold for the upload", async () => {
    const id = await create("sponsor-mime-types");
    const policy = await arc.get(`/arc/v1/authorization-requests/${id}/document-policy`);
    assert.equal(field(policy.body, 0, "mime_types"), "image/png,image/jpeg");
    assert.equal((await arc.upload(id, "MEDICAL_INDICATION")).status, 422);
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
    assert.equal((await arc.upload(id, "MEDICAL_INDICATION", jpeg, "image/jpeg")).status, 204);
  });

  test("a form for reimbursements is listed, and no search is made with it", async () => {
    const path = "/v1/sponsors/sponsor-reimbursement";
    assert.equal(field((await arc.get(`${path}/forms`)).body, 1, "reimbursement"), true);
    assert.equal((await arc.post(`${path}/search`, { invoice: "1" })).status, 422);
    assert.equal((await arc.post(`${path}/search`, search)).status, 200);
  });

  for (const [slug, status] of [
    ["sponsor-otp-list", 422],
    ["sponsor-otp-operations-key", 422],
    ["sponsor-otp-elsewhere", 200],
  ] as const) {
    test(`${slug}: completing without a one-time code is answered with ${status}`, async () => {
      const completed = await arc.complete(await create(slug));
      assert.equal(completed.status, status);
      if (status === 422) assert.equal(field(completed.body, "code"), "OTP_REQUIRED");
    });
  }
});
