import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, askForToken, field, makeArcCaller, signIn } from "../testing/arc-caller.ts";

const credentials = { id: "dvs-client", secret: "dvs-secret", place: "query" };
let sandbox: Sandbox;
let dvs: ArcCaller;

describe("the sandbox's document validation", () => {
  before(async () => {
    sandbox = await startSandbox({ now: () => Date.UTC(2026, 10, 20) });
    dvs = await signIn(sandbox.url, credentials);
  });
  after(() => sandbox.close());

  const pdf = (text = "") => Buffer.from(`%PDF-1.4\n${text}\n%%EOF`).toString("base64");
  const order = (content_base64 = pdf("document-type: PM"), more: object = {}) => ({
    mode: "sync",
    file: { content_base64, mime_type: "application/pdf", original_name: "scan.pdf" },
    country_code: "BR",
    external_ref_id: "areq_1",
    ...more,
  });
  const classify = (body: unknown, key: string = randomUUID()) =>
    dvs.call("POST", "/v1/classification-requests", {
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });

  test("its token is opaque, for a day, and got with the grant in the query", async () => {
    const { body } = await askForToken(sandbox.url, credentials);
    assert.equal(field(body, "expires_in"), 86_399);
    assert.equal(field(body, "extensions", "provider_slug"), "clinic-sandbox");
    const refused = await askForToken(sandbox.url, { ...credentials, place: "body" });
    assert.equal(field(refused.body, "error"), "invalid_request");
  });

  test("a document is told by what it says it is, and otherwise unknown", async () => {
    const known = await classify(order());
    assert.equal(known.status, 200);
    assert.equal(field(known.body, "type"), "PM");
    assert.equal(field(known.body, "status"), "COMPLETED");
    assert.equal(field((await classify(order(pdf()))).body, "type"), "UNKNOWN");
  });

  test("an asynchronous classification is taken, and there a second later", async () => {
    const taken = await classify(order(pdf("document-type: SADT"), { mode: "async" }));
    assert.equal(taken.status, 202);
    assert.equal(field(taken.body, "status"), "RECEIVED");
    const path = `/v1/classification-requests/${field(taken.body, "classification_request_id")}`;
    assert.equal(field((await dvs.get(path)).body, "status"), "RECEIVED");
    sandbox.clock.advance(1_000);
    assert.equal(field((await dvs.get(path)).body, "type"), "SADT");
  });

  test("a slow document times out, and is polled for", async () => {
    const { status, body } = await classify(order(pdf("document-type: OPME document-speed: slow")));
    assert.equal(status, 504);
    assert.equal(field(body, "error_code"), "071-504-sync-timeout");
    sandbox.clock.advance(1_000);
    const id = field(body, "additional_information", "classification_request_id");
    assert.equal(field((await dvs.get(`/v1/classification-requests/${id}`)).body, "type"), "OPME");
  });

  test("a key gives the same answer again, and refuses another body", async () => {
    const key = randomUUID();
    const first = await classify(order(), key);
    assert.deepEqual((await classify(order(), key)).body, first.body);
    const other = await classify(order(pdf("document-type: SADT")), key);
    assert.equal(other.status, 409);
    assert.equal(field(other.body, "error_code"), "071-409-idempotency-mismatch");
  });

  const large = (bytes: number) =>
    Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(bytes)]).toString("base64");
  const refusals: [name: string, body: unknown, status: number, code: string][] = [
    ["a document past 3 MB, synchronously", order(large(3_145_728)), 413, "071-413"],
    ["a document past 6 MB, asynchronously", order(large(6_291_456), { mode: "async" }), 413, "071-413"],
    [
      "a text that says it is a PDF",
      order(Buffer.from("hello").toString("base64")),
      422,
      "071-422-mime-not-allowed",
    ],
    ["another country", order(pdf(), { country_code: "AR" }), 422, "071-422"],
    ["a document without a reference", order(pdf(), { external_ref_id: undefined }), 422, "071-422"],
    ["a tenant in the body", order(pdf(), { tenant_slug: "other" }), 422, "071-422"],
  ];
  for (const [name, body, status, code] of refusals) {
    test(`${name} is refused with ${code}`, async () => {
      const reply = await classify(body);
      assert.equal(reply.status, status);
      assert.equal(field(reply.body, "error_code"), code);
    });
  }

  test("a call without a key, or of another product's client, is refused", async () => {
    const keyless = await classify(order(), "not-a-uuid");
    assert.equal(keyless.status, 422);
    assert.equal(field(keyless.body, "error_code"), "071-422");
    const arc = await signIn(sandbox.url);
    const { status, body } = await arc.post("/v1/classification-requests", order());
    assert.equal(status, 403);
    assert.equal(field(body, "error_code"), "071-403");
    assert.equal((await dvs.get("/v1/sponsors")).status, 403);
  });

  test("a client without the authority to create is refused with 071-403, and may read", async () => {
    const id = field((await classify(order())).body, "classification_request_id");
    const reader = await signIn(sandbox.url, {
      id: "dvs-read-only-client",
      secret: "dvs-read-only-secret",
      place: "query",
    });
    const refused = await reader.post("/v1/classification-requests", order());
    assert.equal(refused.status, 403);
    assert.equal(field(refused.body, "error_code"), "071-403");
    assert.equal((await reader.get(`/v1/classification-requests/${id}`)).status, 200);
  });

  test("a missing or revoked token is refused with 071-401", async () => {
    const { status, body } = await makeArcCaller(sandbox.url, "unknown").get("/v1/classification-requests/1");
    assert.equal(status, 401);
    assert.equal(field(body, "error_code"), "071-401");
  });

  test("past its limit a client is told with 071-429 after how many seconds to come again", async () => {
    const limited = await startSandbox({ classificationLimit: 1 });
    try {
      const caller = await signIn(limited.url, credentials);
      const post = () =>
        caller.call("POST", "/v1/classification-requests", {
          headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
          body: JSON.stringify(order()),
        });
      assert.equal((await post()).status, 200);
      const { status, body } = await post();
      assert.equal(status, 429);
      assert.equal(field(body, "error_code"), "071-429");
      assert.ok(Number(field(body, "additional_information", "retry_after_seconds")) > 0);
    } finally {
      await limited.close();
    }
  });

  test("the caller's own reference is kept with the classification", async () => {
    await classify(order(pdf(), { external_ref_id: "areq_7" }));
    assert.equal(sandbox.state.classifications.all().at(-1)?.externalRefId, "areq_7");
  });

  test("a classification of another tenant is refused", async () => {
    const id = field((await classify(order())).body, "classification_request_id");
    const client = sandbox.state.clients.get("dvs-client");
    assert.ok(client);
    sandbox.state.clients.set("dvs-other", { ...client, id: "dvs-other", providerSlug: "br-other" });
    const other = await signIn(sandbox.url, { ...credentials, id: "dvs-other" });
    const { status, body } = await other.get(`/v1/classification-requests/${id}`);
    assert.equal(status, 403);
    assert.equal(field(body, "error_code"), "071-403-tenant-mismatch");
  });
});
