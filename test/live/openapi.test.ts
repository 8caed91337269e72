import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { field, somePdf } from "../sandbox/testing/arc-caller.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { withoutLimits } from "../stack/limits.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { openEvents } from "./event-reader.ts";
import { type Answer, OpenApiDocument } from "./openapi-document.ts";

type Call = {
  method?: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  form?: FormData | URLSearchParams;
  /** `Authorization`; a session token by default. */
  authorization?: string;
};

const requests = "/arc/v1/authorization-requests";
const sponsor = "/v1/sponsors/sponsor-otp";
const person = { document_type: "CC", document_number: "104000001" };
const product = { product_code: "MED-042", product_type: "MEDICATION", quantity: 30 };

/*
 * Each documented operation is called at a running server. What it answers has to be in the description: status,
 * media type, headers, body. Requests are checked in the same way.
 */
describe("the server does what its OpenAPI description says", () => {
  let host: HostServer;
  let widget: string;
  let stack: Stack;
  let document: OpenApiDocument;
  let token: string;
  /** Operations and the statuses that they answered with. */
  const answered = new Map<string, Set<number>>();

  /** Calls an operation, and checks what is sent and what comes. */
  async function call(operationId: string, { method, path, ...rest }: Call): Promise<Answer> {
    const { headers = {}, body, form, authorization = `Bearer ${token}` } = rest;
    document.checkRequest(operationId, { body, headers });
    const content = form ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${stack.bff.url}${path}`, {
      method: method ?? (content === undefined ? "GET" : "POST"),
      headers: {
        ...headers,
        ...(authorization !== "" && { authorization }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(content !== undefined && { body: content }),
    });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    document.checkResponse(operationId, answer);
    answered.set(operationId, (answered.get(operationId) ?? new Set()).add(answer.status));
    return answer;
  }
  const readValue = async (answer: Promise<Answer>, status: number, ...path: (string | number)[]) => {
    const { status: came, text } = await answer;
    assert.equal(came, status, text);
    return String(field(JSON.parse(text), ...path));
  };
  const basic = () => `Basic ${Buffer.from(`${stack.host.id}:${stack.host.key}`).toString("base64")}`;

  before(async () => {
    host = await startHostServer();
    widget = mkdtempSync(join(tmpdir(), "preauth-widget-"));
    writeFileSync(join(widget, "integrity.json"), '{"version":"1.2.3","files":{}}');
    writeFileSync(join(widget, "loader.js"), "");
    const bff = { ...withoutLimits, OTP_PAUSES: "0", WIDGET_DIR: widget };
    stack = await startStack({ webhook: host.webhook, bff });
    document = await OpenApiDocument.of(stack.bff.url);
  });
  after(async () => {
    await stack?.stop();
    await host?.stop();
    if (widget) rmSync(widget, { recursive: true });
  });

  test("session tokens, in each of their forms", async () => {
    const path = "/v1/oauth/token";
    const grant = { grant_type: "client_credentials", subject: "ana", reference: "CASE-7" };
    const authorization = basic();
    const form = new URLSearchParams(grant);
    await call("sessionToken", { method: "POST", path: `${path}?${form}`, authorization });
    await call("sessionToken", { path, body: grant, authorization });
    token = await readValue(call("sessionToken", { path, form, authorization }), 200, "access_token");
    const wrong = { grant_type: "password" };
    assert.equal((await call("sessionToken", { path, body: wrong, authorization })).status, 400);
    assert.equal((await call("sessionToken", { path, form, authorization: "Basic eDp5" })).status, 401);
  });

  test("a request, from its sponsor to its decision", async () => {
    await call("listSponsors", { path: "/v1/sponsors" });
    await call("getSearchForms", { path: `${sponsor}/forms`, headers: { "Accept-Language": "es" } });
    const search = call("searchBeneficiary", { path: `${sponsor}/search`, body: person });
    const beneficiary = await readValue(search, 200, "beneficiary_id");
    await call("getDependents", { path: `${sponsor}/beneficiaries/${beneficiary}/dependents` });
    const configuration = "/arc/v1/sponsors/sponsor-otp/configuration";
    await call("getConfiguration", { path: `${configuration}?product_type=MEDICATION` });
    await call("searchProducts", { path: "/arc/v1/providers/products?product_type=MEDICATION&query=ib" });
    await call("searchDiagnoses", { path: "/medical-catalogs/v1/diagnoses?query=head" });
    const create = call("createRequest", {
      path: requests,
      headers: { "Idempotency-Key": "key-1", "Preauth-Reference": "CASE-8" },
      body: {
        beneficiary_id: beneficiary,
        sponsor_slug: "sponsor-otp",
        diagnosis_code: "R51",
        products: [product],
      },
    });
    const id = await readValue(create, 202, "authorization_request_id");
    await call("getDocumentPolicy", { path: `${requests}/${id}/document-policy` });
    const form = new FormData();
    form.set("file_type", "MEDICAL_INDICATION");
    form.set("file", new Blob([somePdf]), "indication.pdf");
    assert.equal((await call("uploadFile", { path: `${requests}/${id}/upload/files`, form })).status, 204);
    const upload = {
      file_type: "MEDICAL_INDICATION",
      content_base64: Buffer.from(somePdf).toString("base64"),
    };
    await call("uploadFile", {
      path: `${requests}/${id}/upload/files`,
      headers: { "Idempotency-Key": "key-2" },
      body: upload,
    });
    const path = `${requests}/${id}/complete`;
    const early = await call("completeRequest", { method: "POST", path });
    assert.equal(early.status, 422);
    const to = { beneficiary_id: beneficiary, sponsor_slug: "sponsor-otp", authorization_request_id: id };
    const byRequest = { authorization_request_id: id };
    await readValue(call("sendOtp", { path: "/v1/otp/send", body: byRequest }), 200, "otp_id");
    const otp = await readValue(call("sendOtp", { path: "/v1/otp/send", body: to }), 200, "otp_id");
    const guess = { otp_id: otp, code: "000000" };
    assert.equal((await call("validateOtp", { path: "/v1/otp/validate", body: guess })).status, 422);
    const right = call("validateOtp", { path: "/v1/otp/validate", body: { otp_id: otp, code: "123456" } });
    const proof = await readValue(right, 200, "otp_verification_token");
    const complete = call("completeRequest", { path, body: { otp_verification_token: proof } });
    assert.equal((await complete).status, 200);
    await call("getRequest", { path: `${requests}/${id}` });
    await call("listRequests", { path: `${requests}?state=decided&page=0&size=5` });
    await call("requestSummary", { path: `${requests}/${id}/summary` });
    await call("recents", { path: "/widget/recents" });
    await call("resumeKey", { path: "/widget/resume-key" });

    const events = await openEvents({ url: stack.bff.url, token, requestId: id });
    document.checkEvent("requestEvents", await events.next());
    events.close();
    const all = await openEvents({ url: stack.bff.url, token, lastEventId: "0-0" });
    document.checkEvent("requestListEvents", await all.next());
    all.close();
    for (const [name, { response }] of [
      ["requestEvents", events],
      ["requestListEvents", all],
    ] as const) {
      document.checkResponse(name, { status: 200, headers: response.headers, text: "" });
      answered.set(name, new Set([200]));
    }
  });

  test("the host's server is sent what the description says, signed", async () => {
    await waitFor("a message", async () => host.messages().length > 0);
    for (const { id, ...body } of host.messages()) {
      document.checkRequest("hostMessage", { body, headers: { "webhook-id": id } });
    }
    assert.equal(host.forged, 0);
  });

  test("a delivery of the vendor, and one that is forged", async () => {
    const event = {
      event_id: "evt_1",
      event_type: "claim.paid",
      created_at: new Date().toISOString(),
      environment: "sandbox",
      data: { claim_id: "c-1" },
    };
    const path = "/webhooks/osigu";
    const text = JSON.stringify(event);
    document.checkRequest("webhook", { body: event });
    const response = await fetch(`${stack.bff.url}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-osigu-signature": stack.sandbox.webhooks.signatureOf(text),
      },
      body: text,
    });
    document.checkResponse("webhook", { status: response.status, headers: response.headers, text: "" });
    assert.equal(response.status, 204);
    answered.set("webhook", new Set([204]));
    assert.equal((await call("webhook", { path, body: event, authorization: "" })).status, 401);
  });

  test("the widget's files, probes, metrics and the description itself", async () => {
    const file = { path: "/widget/v1/loader.js", authorization: "" };
    assert.equal((await call("widgetFile", file)).status, 200);
    assert.equal((await call("widgetFile", { path: "/widget/v1/nothing.js" })).status, 404);
    for (const name of ["healthz", "readyz", "metrics"]) {
      assert.equal((await call(name, { path: `/${name}`, authorization: "" })).status, 200);
    }
    await call("openapi", { path: "/openapi.json", authorization: "" });
  });

  test("refusals: no session, another's request, a wrong body, a wrong media type", async () => {
    for (const [operationId, { parameters }] of document.operations) {
      if (!parameters.some((one) => one.name === "id")) continue;
      const path = `${requests}/req_NOBODY${paths[operationId] ?? ""}`;
      const body = bodies[operationId];
      assert.equal((await call(operationId, { path, body, authorization: "" })).status, 401, operationId);
      assert.equal((await call(operationId, { path, body })).status, 404, operationId);
    }
    assert.equal(
      (await call("createRequest", { path: requests, form: new URLSearchParams("a=1") })).status,
      415,
    );
    assert.equal((await call("listRequests", { path: `${requests}?size=1000` })).status, 422);
    const foreign = { path: "/v1/sponsors", headers: {} };
    assert.equal((await call("listSponsors", { ...foreign, authorization: "Bearer x" })).status, 401);
  });

  for (const [fault, status] of [
    [403, 502],
    [404, 404],
    [429, 503],
    [503, 503],
  ] as const) {
    test(`a vendor that answers ${fault}`, async (t) => {
      stack.sandbox.faults.set([{ on: "searchDiagnoses", do: "status", status: fault, times: 20 }]);
      t.after(() => stack.sandbox.faults.set([]));
      const path = `/medical-catalogs/v1/diagnoses?query=fault-${fault}`;
      assert.equal((await call("searchDiagnoses", { path })).status, status);
    });
  }

  test("every documented operation was called, and succeeded", () => {
    const outgoing = ["hostMessage"];
    const untried = [...document.operations.keys()].filter((name) => {
      const statuses = [...(answered.get(name) ?? [])];
      return !outgoing.includes(name) && !statuses.some((status) => status < 300);
    });
    assert.deepEqual(untried, []);
  });
});

const bodies: Readonly<Record<string, object>> = {
  uploadFile: { file_type: "MEDICAL_INDICATION", content_base64: "JVBERi0=" },
  completeRequest: {},
};

/** What follows the id in the paths of a request's operations. */
const paths: Readonly<Record<string, string>> = {
  getDocumentPolicy: "/document-policy",
  uploadFile: "/upload/files",
  completeRequest: "/complete",
  requestEvents: "/events",
  requestSummary: "/summary",
};
