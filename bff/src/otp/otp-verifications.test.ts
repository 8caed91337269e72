import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { memoryShelf } from "./expiring-store.ts";
import { type Proofs, proofsOn } from "./otp-verifications.ts";

const made = { owner: "clinic:desk", beneficiaryId: "bnf_1", sponsorSlug: "sponsor" };
const forRequest = { ...made, requestId: "areq_1" };
const clock = { now: 0 };
let proofs: Proofs;

beforeEach(async () => {
  clock.now = 1_000;
  proofs = proofsOn(memoryShelf(() => clock.now));
  await proofs.sent("otp_1", made);
  await proofs.proven("otp_1", "token", 600);
});

const refused = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "otp_required";

test("a proof opens the request that it is used for, as often as that is tried", async () => {
  await proofs.use("token", forRequest);
  await proofs.use("token", forRequest);
});

test("a proof that was used opens no other request", async () => {
  await proofs.use("token", forRequest);
  await assert.rejects(proofs.use("token", { ...forRequest, requestId: "areq_2" }), refused);
});

test("of two requests at once, a proof opens one", async () => {
  const uses = ["areq_1", "areq_2"].map((requestId) => proofs.use("token", { ...forRequest, requestId }));
  const ends = await Promise.allSettled(uses);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

for (const [whose, other] of [
  ["another user's", { owner: "clinic:other" }],
  ["another person's", { beneficiaryId: "bnf_2" }],
  ["another sponsor's", { sponsorSlug: "other" }],
] as const) {
  test(`a proof does not open ${whose} request`, async () => {
    await assert.rejects(proofs.use("token", { ...forRequest, ...other }), refused);
  });
}

test("a code that was sent for one request proves nothing for another", async () => {
  await proofs.sent("otp_2", { ...made, requestId: "areq_2" });
  await proofs.proven("otp_2", "token 2", undefined);
  await assert.rejects(proofs.use("token 2", forRequest), refused);
  await proofs.use("token 2", { ...forRequest, requestId: "areq_2" });
});

test("where nobody knows whom a request is for, a proof opens it only if the code was sent for it", async () => {
  const unknown = { owner: made.owner, requestId: "areq_1" };
  await assert.rejects(proofs.use("token", unknown), refused);
  await proofs.sent("otp_2", { ...made, requestId: "areq_1" });
  await proofs.proven("otp_2", "token 2", undefined);
  await proofs.use("token 2", unknown);
});

test("a made-up proof, and one whose time is over, open nothing", async () => {
  await assert.rejects(proofs.use("made up", forRequest), refused);
  clock.now += 600_000;
  await assert.rejects(proofs.use("token", forRequest), refused);
});

test("whom a request was made for is known where it was made, and elsewhere that cannot be told", async () => {
  const { owner: _, ...whom } = made;
  await proofs.made("areq_1", whom);
  assert.deepEqual(await proofs.madeFor("areq_1"), whom);
  await assert.rejects(
    proofs.madeFor("areq_2"),
    (thrown) => thrown instanceof ProblemError && thrown.code === "overloaded",
  );
});

test("a code can be guessed at ten times", async () => {
  for (let guess = 0; guess < 10; guess += 1) await proofs.guess("otp_1");
  await assert.rejects(
    proofs.guess("otp_1"),
    (thrown) => thrown instanceof ProblemError && thrown.code === "otp_attempts_exceeded",
  );
  await proofs.guess("otp_2");
});
