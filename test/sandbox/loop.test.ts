import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { type ArcCaller, field, signIn, somePdf } from "./testing/arc-caller.ts";

let sandbox: Sandbox;
let arc: ArcCaller;

describe("a request at the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox();
    arc = await signIn(sandbox.url);
  });
  after(() => sandbox.close());

  const quickstart = {
    beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
    sponsor_slug: "sponsor-sandbox",
    diagnosis_code: "R51",
    products: [
      {
        product_code: "MED-042",
        product_type: "MEDICATION",
        quantity: 30,
        posology: "1 tablet every 8h for 10 days",
      },
    ],
  };

  test("the quickstart reaches its authorization code", async () => {
    const forms = await arc.get("/v1/sponsors/sponsor-sandbox/forms");
    assert.equal(field(forms.body, 0, "fields", 0, "key"), "document_type");
    const found = await arc.post("/v1/sponsors/sponsor-sandbox/search", {
      document_type: "CC",
      document_number: "123456789",
    });
    assert.deepEqual(found.body, {
      beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
      first_name: "MARIA",
      last_name: "GONZALEZ",
      coverage: { plan_code: "GOLD-100", active: true, effective_until: "2027-01-31" },
    });
    const created = await arc.post("/arc/v1/authorization-requests", quickstart);
    assert.equal(created.status, 202);
    assert.equal(field(created.body, "status"), "PENDING_INDICATION");
    const id = String(field(created.body, "authorization_request_id"));
    assert.match(id, /^areq_[0-9A-Z]{26}$/);
    const policy = await arc.get(`/arc/v1/authorization-requests/${id}/document-policy`);
    assert.equal(field(policy.body, 0, "file_type"), "MEDICAL_INDICATION");
    assert.equal((await arc.upload(id, "MEDICAL_INDICATION")).status, 204);
    const completed = await arc.complete(id);
    assert.equal(completed.status, 200);
    assert.equal(field(completed.body, "status"), "COMPLETED");
    assert.match(
      String(field(completed.body, "authorizations", 0, "authorization_code")),
      /^AUTH-\d{4}-001234$/,
    );
    const read = await arc.get(`/arc/v1/authorization-requests/${id}`);
    assert.deepEqual(read.body, completed.body);
  });

  test("a file is kept as what it was: size, hash, type, once", async () => {
    const created = await arc.post("/arc/v1/authorization-requests", quickstart);
    const id = String(field(created.body, "authorization_request_id"));
    await arc.upload(id, "MEDICAL_INDICATION");
    const files = sandbox.state.requests.get(id)?.files ?? [];
    assert.equal(files.length, 1);
    assert.equal(files[0]?.size, somePdf.length);
    assert.equal(files[0]?.detected_type, "application/pdf");
  });
});
