import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { memoryExpiringStore } from "./expiring-store.ts";
import { type OtpVerifications, otpVerifications } from "./otp-verifications.ts";

const sentFor = { owner: "clinic:desk", beneficiaryId: "bnf_1", sponsorSlug: "sponsor" };
const forRequest = { ...sentFor, requestId: "areq_1" };
const clock = { now: 0 };
let verifications: OtpVerifications;

describe("verifications of one-time codes", () => {
  beforeEach(async () => {
    clock.now = 1_000;
    verifications = otpVerifications(memoryExpiringStore(() => clock.now));
    await verifications.recordSent("otp_1", sentFor);
    await verifications.recordVerified("otp_1", "token", 600);
  });

  const refused = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "otp_required";

  test("a token opens the request that it is redeemed for, as often as that is tried", async () => {
    await verifications.redeem("token", forRequest);
    await verifications.redeem("token", forRequest);
  });

  test("a redeemed token opens no other request", async () => {
    await verifications.redeem("token", forRequest);
    await assert.rejects(verifications.redeem("token", { ...forRequest, requestId: "areq_2" }), refused);
  });

  test("of two requests at once, a token opens one", async () => {
    const uses = ["areq_1", "areq_2"].map((requestId) =>
      verifications.redeem("token", { ...forRequest, requestId }),
    );
    const ends = await Promise.allSettled(uses);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  });

  for (const [whose, other] of [
    ["another user's", { owner: "clinic:other" }],
    ["another person's", { beneficiaryId: "bnf_2" }],
    ["another sponsor's", { sponsorSlug: "other" }],
  ] as const) {
    test(`a token does not open ${whose} request`, async () => {
      await assert.rejects(verifications.redeem("token", { ...forRequest, ...other }), refused);
    });
  }

  test("a code that was sent for one request verifies nothing for another", async () => {
    await verifications.recordSent("otp_2", { ...sentFor, requestId: "areq_2" });
    await verifications.recordVerified("otp_2", "token 2", undefined);
    await assert.rejects(verifications.redeem("token 2", forRequest), refused);
    await verifications.redeem("token 2", { ...forRequest, requestId: "areq_2" });
  });

  test("a request whose beneficiary is unknown is opened only by a code that was sent for it", async () => {
    const unknown = { owner: sentFor.owner, requestId: "areq_1" };
    await assert.rejects(verifications.redeem("token", unknown), refused);
    await verifications.recordSent("otp_2", { ...sentFor, requestId: "areq_1" });
    await verifications.recordVerified("otp_2", "token 2", undefined);
    await verifications.redeem("token 2", unknown);
  });

  test("an invented and an expired token open nothing", async () => {
    await assert.rejects(verifications.redeem("invented", forRequest), refused);
    clock.now += 600_000;
    await assert.rejects(verifications.redeem("token", forRequest), refused);
  });

  test("a request's recipient is known to the instance that created it, and to no other", async () => {
    const { owner: _, ...recipient } = sentFor;
    await verifications.recordRequest("areq_1", recipient);
    assert.deepEqual(await verifications.recipientOf("areq_1"), recipient);
    await assert.rejects(
      verifications.recipientOf("areq_2"),
      (thrown) => thrown instanceof ProblemError && thrown.code === "overloaded",
    );
  });

  test("a code allows ten attempts", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await verifications.recordAttempt("otp_1");
    await assert.rejects(
      verifications.recordAttempt("otp_1"),
      (thrown) => thrown instanceof ProblemError && thrown.code === "otp_attempts_exceeded",
    );
    await verifications.recordAttempt("otp_2");
  });
});
