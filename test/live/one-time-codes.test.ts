import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { field } from "../sandbox/testing/arc-caller.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { codeOf, type Desk, makeRequest, moveTo, sitDown } from "./desk.ts";

const withCode = { sponsor: "sponsor-otp", document: "104000001" };
const lateCode = { sponsor: "sponsor-otp-at-completion", document: "104000002" };

/** A request with its document, for somebody whose sponsor asks for a code. */
async function prepare(desk: Desk, asked = withCode) {
  const made = await makeRequest(desk, asked);
  assert.equal((await desk.arc.upload(made.id, "MEDICAL_INDICATION")).status, 204);
  return { ...made, sponsor: asked.sponsor };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

const send = ({ arc }: Desk, { beneficiaryId, sponsor }: Prepared, more: object = { channel: "SMS" }) =>
  arc.post("/v1/otp/send", { beneficiary_id: beneficiaryId, sponsor_slug: sponsor, ...more });

const validate = ({ arc }: Desk, otpId: unknown, code = "123456") =>
  arc.post("/v1/otp/validate", { otp_id: otpId, code });

async function prove(desk: Desk, prepared: Prepared, more?: object) {
  const sent = await send(desk, prepared, more);
  assert.equal(sent.status, 200);
  const proof = await validate(desk, field(sent.body, "otp_id"));
  assert.equal(proof.status, 200);
  return { otp_verification_token: field(proof.body, "otp_verification_token") };
}

/** Two instances, so that a code may be asked for at one and typed in at the other. No pause between codes. */
async function openDesks() {
  const stack = await startStack({ instances: 2, bff: { OTP_PAUSES: "0" } });
  const desk = await sitDown(stack, stack.bff.url);
  return { stack, desk, elsewhere: moveTo(desk, stack.instances[1]?.url ?? "") };
}

const completesOf = (stack: Stack) =>
  stack.sandbox.counts().operations.completeAuthorizationRequest?.calls ?? 0;

describe("a one-time code", () => {
  let stack: Stack;
  let desk: Desk;
  let elsewhere: Desk;
  const completes = () => completesOf(stack);

  before(async () => {
    ({ stack, desk, elsewhere } = await openDesks());
  });
  after(() => stack?.stop());

  test("is sent, typed in and used at whichever instance", async () => {
    const prepared = await prepare(desk);
    const sent = await send(desk, prepared);
    assert.deepEqual(
      { ...(sent.body as object), otp_id: "" },
      { otp_id: "", channel: "SMS", expires_in: 300, masked_destination: "+57 300 *** ** 42" },
    );
    const proof = await validate(elsewhere, field(sent.body, "otp_id"));
    assert.equal(proof.status, 200);
    const token = { otp_verification_token: field(proof.body, "otp_verification_token") };
    const completed = await desk.arc.complete(prepared.id, token);
    assert.equal(field(completed.body, "status"), "COMPLETED");
  });

  test("opens the request that it is used for first, and no other", async () => {
    const [first, second] = [await prepare(desk), await prepare(desk)];
    const token = await prove(desk, first);
    assert.equal((await desk.arc.complete(first.id, token)).status, 200);
    const before = completes();
    const refused = await elsewhere.arc.complete(second.id, token);
    assert.equal(refused.status, 422);
    assert.equal(codeOf(refused), "otp_required");
    assert.equal(completes(), before, "the vendor is not even asked");
  });

  test("opens the request that it was asked for, when that was said", async () => {
    const [first, second] = [await prepare(desk), await prepare(desk)];
    const token = await prove(desk, first, { channel: "SMS", authorization_request_id: first.id });
    assert.equal(codeOf(await desk.arc.complete(second.id, token)), "otp_required");
    assert.equal((await desk.arc.complete(first.id, token)).status, 200);
  });

  test("opens nothing of another sponsor's, nor another user's", async () => {
    const [mine, other] = [await prepare(desk), await prepare(desk, lateCode)];
    const token = await prove(desk, mine);
    assert.equal(codeOf(await desk.arc.complete(other.id, token)), "otp_required");
    const colleague = await sitDown(stack, stack.bff.url, "desk-2");
    const theirs = await prepare(colleague);
    assert.equal(codeOf(await colleague.arc.complete(theirs.id, token)), "otp_required");
    assert.equal((await desk.arc.complete(mine.id, token)).status, 200);
  });

  test("cannot be asked for in the name of somebody else's request, nor typed in by another user", async () => {
    const mine = await prepare(desk);
    const colleague = await sitDown(stack, stack.bff.url, "desk-2");
    const theirs = await prepare(colleague);
    const named = { channel: "SMS", authorization_request_id: theirs.id };
    assert.equal((await send(desk, mine, named)).status, 404);
    const sent = await send(desk, mine);
    assert.equal((await validate(colleague, field(sent.body, "otp_id"))).status, 404);
  });

  test("goes to the person of a colleague's request, whom the sender does not know, and opens that request", async () => {
    const ana = await sitDown(stack, stack.bff.url, "ana", { group: "norte" });
    const bruno = await sitDown(stack, elsewhere.url, "bruno", { group: "norte" });
    const made = await prepare(ana, lateCode);
    const asked = { authorization_request_id: made.id, channel: "EMAIL" };
    const sent = await bruno.arc.post("/v1/otp/send", asked);
    assert.equal(sent.status, 200);
    assert.deepEqual(Object.keys(sent.body as object).sort(), [
      "channel",
      "expires_in",
      "masked_destination",
      "otp_id",
    ]);
    const proof = await validate(bruno, field(sent.body, "otp_id"));
    const token = { otp_verification_token: field(proof.body, "otp_verification_token") };
    assert.equal(codeOf(await ana.arc.complete((await prepare(ana, lateCode)).id, token)), "otp_required");
    assert.equal(field((await bruno.arc.complete(made.id, token)).body, "status"), "COMPLETED");
    const stranger = await sitDown(stack, elsewhere.url, "bruno", { group: "sur" });
    assert.equal((await stranger.arc.post("/v1/otp/send", asked)).status, 404);
  });

  test("is refused in words of its own when it is wrong, has expired, or was wrong too often", async () => {
    const otpId = field(
      (await send(desk, await prepare(desk, lateCode), { channel: "EMAIL" })).body,
      "otp_id",
    );
    const codes: unknown[] = [];
    for (const code of ["999999", "000000", "000000", "123456"]) {
      codes.push(codeOf(await validate(desk, otpId, code)));
    }
    assert.deepEqual(codes, ["otp_expired", "otp_invalid", "otp_attempts_exceeded", "otp_attempts_exceeded"]);
  });

  test("that was made up opens nothing, and the vendor is not asked", async () => {
    const prepared = await prepare(desk);
    const before = completes();
    const refused = await desk.arc.complete(prepared.id, { otp_verification_token: "otpv_made_up" });
    assert.equal(codeOf(refused), "otp_required");
    assert.equal(completes(), before);
  });
});

describe("a one-time code while Redis is unavailable", () => {
  let stack: Stack;
  let desk: Desk;
  let elsewhere: Desk;
  const completes = () => completesOf(stack);

  before(async () => {
    ({ stack, desk, elsewhere } = await openDesks());
  });
  after(() => stack?.stop());

  test("opens what it would open otherwise, and nothing of which that cannot be told", async () => {
    const [mine, other, theirs] = [await prepare(desk), await prepare(desk, lateCode), await prepare(desk)];
    const tokens = [await prove(desk, mine), await prove(elsewhere, theirs)] as const;
    // The other instance knows whose the request is before Redis goes.
    assert.equal((await elsewhere.arc.get(`/arc/v1/authorization-requests/${theirs.id}`)).status, 200);
    await stack.redis?.kill();
    const before = completes();
    assert.equal(codeOf(await desk.arc.complete(other.id, tokens[0])), "otp_required");
    assert.equal(codeOf(await elsewhere.arc.complete(theirs.id, tokens[1])), "overloaded");
    assert.equal(completes(), before, "the vendor is not even asked");
    assert.equal((await desk.arc.complete(mine.id, tokens[0])).status, 200);
  });
});

describe("codes one after the other", () => {
  let stack: Stack;
  let desk: Desk;
  let elsewhere: Desk;

  before(async () => {
    stack = await startStack({ instances: 2, bff: { OTP_PAUSES: "60" } });
    desk = await sitDown(stack, stack.bff.url);
    elsewhere = await sitDown(stack, stack.instances[1]?.url ?? "", "desk-2");
  });
  after(() => stack?.stop());

  const sends = () => stack.sandbox.counts().operations.sendOtp?.calls ?? 0;

  test("to the same person are held back, whoever asks and wherever; one that was not sent does not count", async () => {
    const [mine, theirs] = [await prepare(desk), await prepare(elsewhere)];
    const wrong = await send(desk, mine, { channel: "PIGEON" });
    assert.equal(wrong.status, 422);
    assert.equal((await send(desk, mine)).status, 200);
    const before = sends();
    for (const [who, what] of [
      [desk, mine],
      [elsewhere, theirs],
    ] as const) {
      const refused = await send(who, what);
      assert.equal(refused.status, 429);
      assert.equal(codeOf(refused), "rate_limited");
      const seconds = Number(refused.headers.get("retry-after"));
      assert.ok(seconds >= 1 && seconds <= 60, `${seconds} s`);
    }
    assert.equal(sends(), before, "nothing reaches the vendor");
  });

  test("are counted as one when a hundred are asked for at once", async () => {
    const prepared = await prepare(desk, lateCode);
    const before = sends();
    const asked = Array.from({ length: 100 }, () => send(desk, prepared, { channel: "EMAIL" }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, 1);
    assert.equal(statuses.filter((status) => status === 429).length, 99);
    assert.equal(sends(), before + 1);
  });
});

test("the other documented way leaves the channel to the sponsor and gives the same answer", async () => {
  const stack = await startStack({ bff: { OSIGU_OTP_SEND: "generate" } });
  try {
    const desk = await sitDown(stack, stack.bff.url);
    const prepared = await prepare(desk);
    const { status, body } = await send(desk, prepared, { channel: "EMAIL" });
    assert.equal(status, 200);
    assert.equal(field(body, "channel"), "SMS");
    const left = Number(field(body, "expires_in"));
    assert.ok(left > 280 && left <= 300, `${left} s`);
    assert.deepEqual(Object.keys(body as object).sort(), [
      "channel",
      "expires_in",
      "masked_destination",
      "otp_id",
    ]);
    assert.equal(stack.sandbox.counts().operations.generateOtp?.calls, 1);
    const proof = await validate(desk, field(body, "otp_id"));
    const token = { otp_verification_token: field(proof.body, "otp_verification_token") };
    assert.equal((await desk.arc.complete(prepared.id, token)).status, 200);
  } finally {
    await stack.stop();
  }
});
