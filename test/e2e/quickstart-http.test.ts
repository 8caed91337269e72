import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { makeIndication } from "../playground/indication.ts";
import { type Stack, startStack } from "../stack/stack.ts";

/*
 * The calls of the vendor's own quickstart, in its order and with its data. Only the host name and the credentials
 * are the BFF's; every step uses what the step before answered, as a person with curl would.
 */
describe("the vendor's quickstart against the BFF", () => {
  let stack: Stack;
  let token: string;
  let beneficiary: string;
  let request: string;

  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${stack.bff.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });

  const postJson = (path: string, body: unknown) =>
    call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("1. gets an access token with the client's credentials", async () => {
    const { id, key } = stack.host;
    const response = await fetch(`${stack.bff.url}/v1/oauth/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    assert.equal(response.status, 200);
    const reply = await response.json();
    assert.equal(reply.token_type, "bearer");
    assert.equal(reply.expires_in, 3600);
    token = reply.access_token;
  });

  test("2. lists the sponsor's search forms", async () => {
    const response = await call("/v1/sponsors/sponsor-sandbox/forms");
    assert.equal(response.status, 200);
    const [form] = await response.json();
    assert.deepEqual(
      form.fields.map((field: { key: string }) => field.key),
      ["document_type", "document_number"],
    );
  });

  test("2. finds the beneficiary and the active coverage", async () => {
    const response = await postJson("/v1/sponsors/sponsor-sandbox/search", {
      document_type: "CC",
      document_number: "123456789",
    });
    assert.equal(response.status, 200);
    const found = await response.json();
    assert.equal(found.first_name, "MARIA");
    assert.equal(found.last_name, "GONZALEZ");
    assert.deepEqual(found.coverage, {
      plan_code: "GOLD-100",
      active: true,
      effective_until: "2027-01-31",
    });
    beneficiary = found.beneficiary_id;
  });

  test("3. initiates a pre-authorization request", async () => {
    const response = await postJson("/arc/v1/authorization-requests", {
      beneficiary_id: beneficiary,
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
    });
    assert.equal(response.status, 202);
    const created = await response.json();
    assert.equal(created.status, "PENDING_INDICATION");
    assert.ok(!Number.isNaN(Date.parse(created.created_at)));
    request = created.authorization_request_id;
  });

  test("4. attaches the indication, the file before its type", async () => {
    const form = new FormData();
    const pdf = new Uint8Array(makeIndication());
    form.append("file", new Blob([pdf], { type: "application/pdf" }), "indication.pdf");
    form.append("file_type", "MEDICAL_INDICATION");
    const response = await call(`/arc/v1/authorization-requests/${request}/upload/files`, {
      method: "POST",
      body: form,
    });
    assert.equal(response.status, 204);
    assert.equal(await response.text(), "");
  });

  test("5. completes the request and gets its authorization code", async () => {
    const response = await call(`/arc/v1/authorization-requests/${request}/complete`, { method: "POST" });
    assert.equal(response.status, 200);
    const outcome = await response.json();
    assert.equal(outcome.authorization_request_id, request);
    assert.equal(outcome.status, "COMPLETED");
    const [authorization] = outcome.authorizations;
    assert.equal(authorization.status, "APPROVED");
    assert.equal(authorization.product_type, "MEDICATION");
    assert.match(authorization.authorization_code, /\S/);
  });

  test("leaves the file at the sandbox byte for byte, and one request", () => {
    const [held, ...more] = stack.sandbox.state.requests.all();
    assert.equal(more.length, 0);
    assert.deepEqual(
      held?.files.map((file) => ({ type: file.file_type, sha256: file.sha256 })),
      [
        {
          type: "MEDICAL_INDICATION",
          sha256: createHash("sha256").update(makeIndication()).digest("hex"),
        },
      ],
    );
  });

  test("says nothing in its log of who, what or with which token", async () => {
    const log = await stack.wholeLog();
    assert.match(log, /authorization-requests/);
    for (const secret of [token, stack.host.key, "MARIA", "GONZALEZ", "123456789", '"R51"', "MED-042"]) {
      assert.ok(!log.includes(secret), `The log holds ${secret}.`);
    }
  });
});
