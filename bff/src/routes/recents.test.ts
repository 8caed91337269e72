import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import type { CreateAuthorizationRequest } from "@osigu-preauth/shared";
import { hostsFrom } from "../hosts/hosts.ts";
import { appClient } from "../testing/app-client.ts";
import { appFixture, clinicOrigin, hostKey } from "../testing/app-fixture.ts";

/** A server whose user has asked a sponsor for a lab test; `change`: what was made different since. */
async function start(
  t: TestContext,
  change: { sponsors?: string[]; productTypes?: string[]; subject?: string | undefined } = {},
) {
  const fixture = appFixture({
    hosts: hostsFrom([
      {
        id: "clinic",
        key_sha256: [createHash("sha256").update(hostKey).digest("hex")],
        origins: [clinicOrigin],
        ...(change.sponsors && { sponsors: change.sponsors }),
      },
    ]),
  });
  const { token } = await fixture.deps.sessions.issue({
    host: "clinic",
    subject: "subject" in change ? change.subject : "ana",
    origins: [clinicOrigin],
    sponsors: undefined,
    productTypes: change.productTypes,
    beneficiaryId: undefined,
    within: undefined,
  });
  const { recents } = fixture.deps;
  await recents.recordSearch("clinic:ana", "sponsor-a", { document_type: "CC", document_number: "1" });
  await recents.record("clinic:ana", {
    beneficiary_id: "bnf_1",
    sponsor_slug: "sponsor-a",
    diagnosis_code: "R51",
    products: [{ product_code: "LAB-1", product_type: "LAB", quantity: 1 }],
  } as CreateAuthorizationRequest);
  const send = await appClient(t, fixture);
  const headers = { authorization: `Bearer ${token}` };
  return {
    fixture,
    send: (path: string, body?: unknown) => send(path, { headers, ...(body !== undefined && { body }) }),
    read: async () => (await send("/widget/recents", { headers })).value,
  };
}

test("the last choice is told to its user", async (t) => {
  const { read } = await start(t);
  assert.deepEqual((await read()).last, {
    sponsor_slug: "sponsor-a",
    product_type: "LAB",
    document_types: { document_type: "CC" },
    search_fields: ["document_type", "document_number"],
  });
});

test("the last choice is not told where its sponsor is no longer one of the host's", async (t) => {
  const { read } = await start(t, { sponsors: ["sponsor-b"] });
  assert.equal((await read()).last, undefined);
});

test("the last choice has no product type that the session may not ask for", async (t) => {
  const { read } = await start(t, { productTypes: ["MEDICATION"] });
  const { last, products } = await read();
  assert.deepEqual([last.sponsor_slug, last.product_type, products], ["sponsor-a", undefined, []]);
});

test("a search of a session without a user is not kept", async (t) => {
  const { fixture, send } = await start(t, { subject: undefined });
  fixture.replies.searchBeneficiary = {
    beneficiary_id: "bnf_1",
    first_name: "ANA",
    last_name: "PAZ",
    coverage: { active: true },
  };
  const searched: string[] = [];
  fixture.deps.recents.recordSearch = async (owner) => void searched.push(owner);
  assert.equal((await send("/v1/sponsors/sponsor-a/search", { document_number: "1" })).status, 200);
  assert.deepEqual(searched, []);
});
