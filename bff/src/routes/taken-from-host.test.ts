import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { createAuthorizationRequest, type RequestListPage } from "@osigu-preauth/shared";
import type { Host } from "../hosts/hosts.ts";
import type { Session } from "../session/session.ts";
import { appFixture, clinicOrigin } from "../testing/app-fixture.ts";
import { listen } from "../testing/http.ts";

const request = "/arc/v1/authorization-requests/req_1";
const upload = { file_type: "INDICATION", content_base64: "JVBERi0xLjc=" };
const product = { product_code: "MED-042", product_type: "MEDICATION", quantity: 1 };
const person = { beneficiary_id: "bnf_1", sponsor_slug: "taken" };

/** Every call that is about one sponsor, by its path, its request or its one-time code. */
const aboutSponsor: [name: string, path: string, body?: unknown][] = [
  ["the forms", "/v1/sponsors/taken/forms"],
  ["the search", "/v1/sponsors/taken/search", { document_number: "1" }],
  ["the dependents", "/v1/sponsors/taken/beneficiaries/bnf_1/dependents"],
  ["the configuration", "/arc/v1/sponsors/taken/configuration?product_type=MEDICATION"],
  ["the create", "/arc/v1/authorization-requests", { ...person, diagnosis_code: "R51", products: [product] }],
  ["the request", request],
  ["the document policy", `${request}/document-policy`],
  ["the events", `${request}/events`],
  ["an upload", `${request}/upload/files`, upload],
  ["the complete", `${request}/complete`, {}],
  ["a one-time code", "/v1/otp/send", { ...person, channel: "SMS" }],
  ["a check of a one-time code", "/v1/otp/validate", { otp_id: "otp_1", code: "123456" }],
];
const others: [name: string, path: string, body?: unknown][] = [
  ["the sponsors", "/v1/sponsors"],
  ["the diagnoses", "/medical-catalogs/v1/diagnoses"],
];

/** A server whose host may change, with a session token from before, and what its user has at the sponsor `taken`. */
async function start(t: TestContext) {
  const fixture = appFixture();
  const { deps, app, replies } = fixture;
  const host = deps.hosts.find("clinic") as Host;
  host.sponsors = ["taken", "kept"];
  replies.listSponsors = ["taken", "kept", "never"].map((slug) => ({ sponsor_slug: slug, name: slug }));
  for (const [kind, id] of [
    ["beneficiary", "bnf_1"],
    ["request", "req_1"],
    ["otp", "otp_1"],
  ] as const) {
    await deps.ownership.grant("clinic:ana", kind, [id]);
  }
  const belonging = { sponsorSlug: "taken", beneficiaryId: "bnf_1" };
  await deps.eventLog.append("req_1", "created", { kind: "created", ...belonging });
  await deps.verifications.recordSent("otp_1", { owner: "clinic:ana", ...belonging });
  const port = await listen(t, createServer(app.callback()));
  const bearer = await fixture.bearer();
  const send = async (path: string, body?: unknown, origin?: string) => {
    const headers = new Headers({ ...bearer, "content-type": "application/json" });
    if (origin !== undefined) headers.set("origin", origin);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      headers,
    });
    if (response.headers.get("content-type") === "text/event-stream") {
      await response.body?.cancel();
      return { status: response.status, value: undefined };
    }
    const text = await response.text();
    return { status: response.status, value: text === "" ? undefined : JSON.parse(text) };
  };
  return { host, send, calls: fixture.calls, deps };
}

for (const [name, path, body] of aboutSponsor) {
  test(`${name} of a sponsor that was taken from the host is refused with a token from before`, async (t) => {
    const { host, send, calls } = await start(t);
    assert.notEqual((await send(path, body)).status, 403);
    host.sponsors = ["kept"];
    calls.length = 0;
    const { status, value } = await send(path, body);
    assert.deepEqual([status, value.code], [403, "not_permitted"]);
    assert.deepEqual(calls, []);
  });
}

test("a sponsor that was taken from the host is no longer in the list", async (t) => {
  const { host, send } = await start(t);
  const slugs = async () =>
    (await send("/v1/sponsors")).value.map((one: { sponsor_slug: string }) => one.sponsor_slug);
  assert.deepEqual(await slugs(), ["taken", "kept"]);
  host.sponsors = ["kept"];
  assert.deepEqual(await slugs(), ["kept"]);
});

for (const [name, path, body] of [...aboutSponsor, ...others]) {
  test(`${name} is refused to a page whose origin was taken from the host, with a token from before`, async (t) => {
    const { host, send, calls } = await start(t);
    assert.notEqual((await send(path, body, clinicOrigin)).status, 403);
    host.origins = ["https://other.example"];
    calls.length = 0;
    const { status, value } = await send(path, body, clinicOrigin);
    assert.deepEqual([status, value.code], [403, "origin_not_allowed"]);
    assert.deepEqual(calls, []);
  });
}

test("a request whose event log cannot be read is refused rather than opened to a sponsor's former host", async (t) => {
  const { host, send, deps } = await start(t);
  host.sponsors = ["kept"];
  deps.eventLog.read = async () => undefined;
  assert.equal((await send(request)).status, 503);
});

test("the list of requests leaves out those of a sponsor that was taken from the host", async (t) => {
  const { host, send, deps } = await start(t);
  const session = (await deps.sessions.verify(await tokenOf(deps))) as Session;
  for (const sponsor_slug of ["taken", "kept"]) {
    const asked = { beneficiary_id: "bnf_1", sponsor_slug, diagnosis_code: "R51", products: [product] };
    const body = createAuthorizationRequest.parse(asked);
    await deps.requests.add({
      id: sponsor_slug,
      status: "PENDING_SPONSOR",
      body,
      session,
      reference: undefined,
    });
  }
  const listed = async () => {
    const { value } = await send("/arc/v1/authorization-requests");
    return (value as RequestListPage).content.map((one) => one.authorization_request_id);
  };
  assert.deepEqual(await listed(), ["kept", "taken"]);
  host.sponsors = ["kept"];
  assert.deepEqual(await listed(), ["kept"]);
});

/** A session token of the clinic's user. */
async function tokenOf({ sessions }: ReturnType<typeof appFixture>["deps"]): Promise<string> {
  const unrestricted = { sponsors: undefined, productTypes: undefined, beneficiaryId: undefined };
  const grant = { host: "clinic", subject: "ana", origins: [clinicOrigin], within: undefined };
  return (await sessions.issue({ ...grant, ...unrestricted })).token;
}
