import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import type { ArcClient, CallInput } from "../osigu/arc-client.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { appClient } from "../testing/app-client.ts";
import { appFixture } from "../testing/app-fixture.ts";

const path = "/arc/v1/authorization-requests/req_1";
const outcome = (status: string) => ({
  authorization_request_id: "req_1",
  status,
  authorizations: status === "COMPLETED" ? [{ status: "APPROVED", products: [] }] : [],
});

/** A server whose vendor answers with these, one after the other; a problem is thrown. The last one stays. */
async function start(t: TestContext, answers: Record<string, unknown[]>) {
  const calls: string[] = [];
  const arc: ArcClient = {
    providerSlug: "provider",
    call: (async (operation: string, _input: CallInput) => {
      calls.push(operation);
      const left = answers[operation] ?? [];
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer instanceof Error) throw answer;
      return answer;
    }) as ArcClient["call"],
    upload: async () => {},
  };
  const fixture = appFixture({ arc });
  const { deps } = fixture;
  const belonging = { sponsorSlug: "sponsor-a", beneficiaryId: "bnf_1" };
  await deps.ownership.grant("clinic:ana", "beneficiary", ["bnf_1", "bnf_2"]);
  for (const id of ["req_1", "req_2"]) {
    await deps.ownership.grant("clinic:ana", "request", [id]);
    await deps.eventLog.append(id, `created ${id}`, { kind: "created", ...belonging });
  }
  return { send: await appClient(t, fixture), calls, deps, belonging };
}

const keyed = (key: string, body: unknown = {}) => ({ body, headers: { "idempotency-key": key } });

describe("a complete", () => {
  test("with the proof of another request's code is not sent", async (t) => {
    const { send, calls, deps, belonging } = await start(t, { completeRequest: [outcome("COMPLETED")] });
    await deps.verifications.recordSent("otp_1", { owner: "clinic:ana", ...belonging, requestId: "req_2" });
    await deps.verifications.recordVerified("otp_1", "proof", 600);
    const { status, value } = await send(`${path}/complete`, { body: { otp_verification_token: "proof" } });
    assert.deepEqual([status, value.code, calls], [422, "otp_required", []]);
  });

  test("that still lacks a document can be repeated with its key", async (t) => {
    const { send, calls } = await start(t, {
      completeRequest: [outcome("PENDING_INDICATION"), outcome("COMPLETED")],
    });
    assert.equal((await send(`${path}/complete`, keyed("a"))).value.status, "PENDING_INDICATION");
    assert.equal((await send(`${path}/complete`, keyed("a"))).value.status, "COMPLETED");
    assert.equal((await send(`${path}/complete`, keyed("a"))).value.status, "COMPLETED");
    assert.deepEqual(calls, ["completeRequest", "completeRequest"]);
  });

  for (const code of ["outcome_unknown", "validation_failed"] as const) {
    test(`that ends with ${code} is not reported as failed when it was decided`, async (t) => {
      const { send, calls } = await start(t, {
        completeRequest: [new ProblemError(code)],
        getRequest: [outcome("COMPLETED")],
      });
      const { status, value } = await send(`${path}/complete`, keyed("a"));
      assert.deepEqual([status, value.status], [200, "COMPLETED"]);
      assert.deepEqual(calls, ["completeRequest", "getRequest"]);
    });

    test(`that ends with ${code} is not reported as done when it was not`, async (t) => {
      const { send } = await start(t, {
        completeRequest: [new ProblemError(code)],
        getRequest: [outcome("PENDING_INDICATION")],
      });
      assert.equal((await send(`${path}/complete`, keyed("a"))).value.code, code);
    });
  }

  test("is one for each request, whatever key they share", async (t) => {
    const { send, calls } = await start(t, { completeRequest: [outcome("COMPLETED")] });
    await send(`${path}/complete`, keyed("a"));
    const other = await send("/arc/v1/authorization-requests/req_2/complete", keyed("a"));
    assert.equal(other.value.code, "idempotency_mismatch");
    assert.equal(calls.length, 1);
  });
});

describe("a create", () => {
  const product = { product_code: "MED-042", product_type: "MEDICATION", quantity: 1 };
  const body = {
    beneficiary_id: "bnf_1",
    sponsor_slug: "sponsor-a",
    diagnosis_code: "R51",
    products: [product],
  };
  const created = { authorization_request_id: "req_9", status: "PENDING_INDICATION" };
  const requests = "/arc/v1/authorization-requests";

  test("is sent once for its key, and not for the key of another body", async (t) => {
    const { send, calls } = await start(t, { createRequest: [created] });
    for (let time = 0; time < 3; time += 1)
      assert.equal((await send(requests, keyed("a", body))).status, 202);
    const other = await send(requests, keyed("a", { ...body, beneficiary_id: "bnf_2" }));
    assert.equal(other.value.code, "idempotency_mismatch");
    assert.deepEqual(calls, ["createRequest"]);
  });

  test("is not sent for somebody whom the session did not look up", async (t) => {
    const { send, calls } = await start(t, { createRequest: [created] });
    const { status } = await send(requests, { body: { ...body, beneficiary_id: "bnf_other" } });
    assert.deepEqual([status, calls], [404, []]);
  });

  test("makes the request its session's own", async (t) => {
    const { send } = await start(t, { createRequest: [created], getRequest: [outcome("COMPLETED")] });
    assert.equal((await send(`${requests}/req_9`)).status, 404);
    await send(requests, { body });
    assert.equal((await send(`${requests}/req_9`)).status, 200);
  });

  test("shares its key neither with another user nor with another operation", async (t) => {
    const { send, calls, deps } = await start(t, {
      createRequest: [created],
      completeRequest: [outcome("COMPLETED")],
    });
    await send(requests, keyed("a", body));
    assert.equal((await send(`${path}/complete`, keyed("a"))).value.status, "COMPLETED");
    const { token } = await deps.sessions.issue({
      host: "clinic",
      subject: "bruno",
      origins: [],
      sponsors: undefined,
      productTypes: undefined,
      beneficiaryId: undefined,
      within: undefined,
    });
    await deps.ownership.grant("clinic:bruno", "beneficiary", ["bnf_1"]);
    const headers = { "idempotency-key": "a", authorization: `Bearer ${token}` };
    assert.equal((await send(requests, { body, headers })).status, 202);
    assert.deepEqual(calls, ["createRequest", "completeRequest", "createRequest"]);
  });
});
