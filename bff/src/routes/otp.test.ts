import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { ProblemCode } from "@osigu-preauth/shared";
import type { ArcClient, CallInput } from "../osigu/arc-client.ts";
import { memorySendThrottle } from "../otp/send-throttle.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { appClient } from "../testing/app-client.ts";
import { appFixture } from "../testing/app-fixture.ts";

const sent = { otp_id: "otp_1", channel: "SMS", expires_in: 300, masked_destination: "+57 300 123 4567" };

/** A server with a pause of a minute between two codes, whose vendor answers `replies`; a problem is thrown. */
async function start(t: TestContext, replies: Record<string, unknown> = { sendOtp: sent }) {
  const calls: string[] = [];
  const inputs: CallInput[] = [];
  const arc: ArcClient = {
    providerSlug: "provider",
    call: (async (operation: string, input: CallInput) => {
      calls.push(operation);
      inputs.push(input);
      const reply = replies[operation];
      if (reply instanceof Error) throw reply;
      return reply;
    }) as ArcClient["call"],
    upload: async () => {},
  };
  const sendThrottle = memorySendThrottle({ pauses: [60_000], maxPerRequester: 100 });
  const fixture = appFixture({ arc, sendThrottle });
  await fixture.deps.ownership.grant("clinic:ana", "beneficiary", ["bnf_1"]);
  await fixture.deps.ownership.grant("clinic:ana", "request", ["req_1"]);
  const send = await appClient(t, fixture);
  return {
    calls,
    inputs,
    deps: fixture.deps,
    sendCode: (more: object = {}) =>
      send("/v1/otp/send", {
        body: { beneficiary_id: "bnf_1", sponsor_slug: "sponsor-a", channel: "SMS", ...more },
      }),
    validate: (code: string) => send("/v1/otp/validate", { body: { otp_id: "otp_1", code } }),
  };
}

test("no code is sent for somebody else's request or beneficiary", async (t) => {
  const { sendCode, calls } = await start(t);
  assert.equal((await sendCode({ authorization_request_id: "req_other" })).status, 404);
  assert.equal((await sendCode({ beneficiary_id: "bnf_other" })).status, 404);
  assert.deepEqual(calls, []);
  assert.equal((await sendCode({ authorization_request_id: "req_1" })).status, 200);
});

test("no second code is sent within the pause", async (t) => {
  const { sendCode, calls } = await start(t);
  assert.equal((await sendCode()).status, 200);
  assert.equal((await sendCode()).status, 429);
  assert.equal(calls.length, 1);
});

test("the pause of a sponsor holds for every spelling of its name", async (t) => {
  const { sendCode, calls } = await start(t);
  await sendCode({ sponsor_slug: "Sponsor-A" });
  for (const sponsor_slug of ["sponsor-a", "SPONSOR-A", " sponsor-a "]) {
    assert.equal((await sendCode({ sponsor_slug })).status, 429);
  }
  assert.equal(calls.length, 1);
});

const attempts: [ProblemCode, isPaused: boolean][] = [
  ["validation_failed", false],
  ["not_found", false],
  ["upstream_timeout", true],
  ["upstream_unavailable", true],
  ["overloaded", true],
];
for (const [code, isPaused] of attempts) {
  test(`after ${code} the next code ${isPaused ? "has to wait: one may have been sent" : "need not wait: none was sent"}`, async (t) => {
    const { sendCode, deps } = await start(t, { sendOtp: new ProblemError(code) });
    assert.equal((await sendCode()).value.code, code);
    const recipient = { recipient: "sponsor-a\nbnf_1", requester: "clinic:bruno" };
    assert.equal((await deps.sendThrottle.reserve(recipient)) > 0, isPaused);
  });
}

test("where a code went is shown masked, whatever the vendor says", async (t) => {
  const { sendCode } = await start(t);
  const { value } = await sendCode();
  assert.ok(!value.masked_destination.includes("300"));
  assert.ok(!value.masked_destination.includes("123"));
});

test("a code is not tried more often than ten times", async (t) => {
  const { sendCode, validate, calls } = await start(t, {
    sendOtp: sent,
    validateOtp: new ProblemError("otp_invalid"),
  });
  await sendCode();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    assert.equal((await validate("000000")).value.code, "otp_invalid");
  }
  assert.equal((await validate("123456")).value.code, "otp_attempts_exceeded");
  assert.equal(calls.filter((operation) => operation === "validateOtp").length, 10);
});

const forRequest = { beneficiary_id: undefined, sponsor_slug: undefined, authorization_request_id: "req_1" };
const created = { kind: "created", sponsorSlug: "sponsor-a", beneficiaryId: "bnf_2" } as const;

test("with a request alone the code goes to the person whom it is for, whom the session has not looked up", async (t) => {
  const { sendCode, deps, inputs } = await start(t);
  await deps.eventLog.append("req_1", "created", created);
  assert.equal((await sendCode(forRequest)).status, 200);
  assert.deepEqual(inputs, [
    { body: { beneficiary_id: "bnf_2", sponsor_slug: "sponsor-a", channel: "SMS" } },
  ]);
  await deps.verifications.recordVerified("otp_1", "token", 600);
  const use = { owner: "clinic:ana", beneficiaryId: "bnf_2", sponsorSlug: "sponsor-a" };
  await deps.verifications.redeem("token", { ...use, requestId: "req_1" });
});

test("the pause of a person holds for whoever names them by a request", async (t) => {
  const { sendCode, deps, calls } = await start(t);
  await deps.eventLog.append("req_1", "created", { ...created, beneficiaryId: "bnf_1" });
  assert.equal((await sendCode()).status, 200);
  assert.equal((await sendCode(forRequest)).status, 429);
  assert.equal(calls.length, 1);
});

test("no code is sent for somebody else's request alone, nor for one that nobody is known for", async (t) => {
  const { sendCode, deps, calls } = await start(t);
  await deps.eventLog.append("req_other", "created", created);
  const other = await sendCode({ ...forRequest, authorization_request_id: "req_other" });
  const absent = await sendCode({ ...forRequest, authorization_request_id: "req_none" });
  const unknown = await sendCode(forRequest);
  for (const { status, value } of [other, absent, unknown]) {
    assert.equal(status, 404);
    assert.equal(value.code, "not_found");
  }
  assert.deepEqual(calls, []);
});

test("a code without a person and without a request, or with half of a person, names what is missing", async (t) => {
  const { sendCode, calls } = await start(t);
  const missing = async (more: object) => {
    const { status, value } = await sendCode(more);
    assert.equal(status, 422);
    return value.errors.map(({ path }: { path: string }) => path);
  };
  const none = { beneficiary_id: undefined, sponsor_slug: undefined };
  assert.deepEqual(await missing(none), ["beneficiary_id", "sponsor_slug"]);
  for (const request of [{}, { authorization_request_id: "req_1" }]) {
    assert.deepEqual(await missing({ ...request, beneficiary_id: undefined }), ["beneficiary_id"]);
    assert.deepEqual(await missing({ ...request, sponsor_slug: undefined }), ["sponsor_slug"]);
  }
  assert.deepEqual(calls, []);
});
