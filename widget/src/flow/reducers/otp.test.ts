import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, diagnosis, file, line, outcome, rule } from "../../testing/fixtures.ts";
import { atProducts, create, type FlowDriver, problem } from "../../testing/flow-driver.ts";
import { challengeOf, channelsOf, resendAt } from "../selectors/otp.ts";
import { stepsOf } from "../selectors/search.ts";

const start = 1_000_000;

/** At the review of a request whose sponsor says that it wants a code. */
const atReview = (otp_required = true) =>
  create(
    atProducts()
      .send({ type: "product_put", line: line() })
      .succeed("load_configuration", configuration({ otp_required }))
      .send({ type: "diagnosis_added", diagnosis: diagnosis() }),
  )
    .succeed("load_policy", [rule()])
    .send({ type: "file_added", file: file() })
    .succeed("upload", undefined)
    .send({ type: "documents_submitted" });

const atCode = () => atReview().send({ type: "request_submitted" });

const ask = (play: FlowDriver, channel = "SMS", now = start) =>
  play.send({ type: "code_asked", channel, now });

const sent = (play: FlowDriver, change: object = {}, now = start) =>
  ask(play, "SMS", now).succeed("send_code", {
    otp_id: `otp-${play.count("send_code")}`,
    channel: "SMS",
    expires_in: 300,
    masked_destination: "+57 *** 42",
    sentAt: now,
    ...change,
  });

const enter = (play: FlowDriver, code = "123456", now = start + 1000) =>
  play.send({ type: "code_submitted", code, now });

const proven = () => enter(sent(atCode())).succeed("validate_code", proof);
const proof = { otp_verification_token: "proof-1", expires_in: 300 };

describe("A sponsor that wants a one-time code", () => {
  it("has a step for it, between review and result; others have none", () => {
    assert.deepEqual(stepsOf(atReview().flow).slice(-3), ["review_and_submit", "otp_challenge", "outcome"]);
    assert.ok(!stepsOf(atReview(false).flow).includes("otp_challenge"));
  });

  it("is sent nothing before the code was right", () => {
    const play = atCode();
    assert.equal(play.flow.step, "otp_challenge");
    assert.equal(play.count("complete"), 0);
    assert.equal(play.count("send_code"), 0);
  });

  it("gets the proof with the completion, which follows a right code by itself", () => {
    const { requestId, key, verificationToken: carried } = proven().pendingEffect("complete");
    assert.deepEqual([requestId, key, carried], ["req-1", "key-req-1.", "proof-1"]);
  });

  it("is sent nothing without a document that failed meanwhile", () => {
    const play = sent(
      atReview()
        .send({ type: "went_to", step: "capture_indication" }, { type: "file_added", file: file("late") })
        .send({ type: "documents_submitted" }, { type: "request_submitted" }),
    );
    play.fail("upload", problem("file_unsafe", { retryable: false }));
    enter(play).succeed("validate_code", proof);
    assert.equal(play.count("complete"), 0);
    assert.equal(play.flow.step, "capture_indication");
    play.send(
      { type: "file_removed", id: "late" },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    assert.equal(play.pendingEffect("complete").verificationToken, "proof-1", "one code is enough");
  });

  it("is asked once for 7 presses in one tick", () => {
    const play = sent(atCode());
    for (let press = 0; press < 7; press++) enter(play, `00000${press}`);
    assert.equal(play.count("validate_code"), 1);
  });
});

describe("A code", () => {
  it("is sent once for 7 presses in one tick", () => {
    const play = atCode();
    for (let press = 0; press < 7; press++) ask(play);
    assert.equal(play.count("send_code"), 1);
  });

  it("is sent again only after a pause, which grows each time", () => {
    const play = sent(atCode());
    const first = resendAt(play.flow) - start;
    ask(play, "SMS", start + first - 1);
    assert.equal(play.count("send_code"), 1);
    sent(play, {}, start + first);
    assert.equal(play.count("send_code"), 2);
    assert.ok(resendAt(play.flow) - (start + first) > first);
  });

  it("is not asked for before the server lets it", () => {
    const play = ask(atCode())
      .send({ type: "code_held_back", until: start + 60_000 })
      .fail("send_code", "rate_limited");
    assert.equal(play.flow.problem?.code, "rate_limited");
    ask(play, "SMS", start + 59_999);
    assert.equal(play.count("send_code"), 1);
    ask(play, "SMS", start + 60_000);
    assert.equal(play.count("send_code"), 2);
  });

  it("that is empty is said to be, and is not checked", () => {
    const play = enter(sent(atCode()), "");
    assert.equal(play.flow.errors.code?.reason, "required");
    assert.equal(play.count("validate_code"), 0);
  });

  it("that was wrong can be mended", () => {
    const play = enter(sent(atCode()), "000000").fail("validate_code", "otp_invalid");
    assert.equal(play.flow.errors.code?.reason, "refused");
    enter(play).succeed("validate_code", proof);
    assert.equal(play.count("complete"), 1);
  });

  for (const code of ["otp_expired", "otp_attempts_exceeded"] as const) {
    it(`(${code}) that is over leaves nothing to enter`, () => {
      const play = enter(sent(atCode())).fail("validate_code", code);
      assert.equal(play.flow.problem?.code, code);
      assert.equal(challengeOf(play.flow).sent, undefined);
      enter(play);
      assert.equal(play.count("validate_code"), 1);
    });
  }

  it("whose time is over is not even checked", () => {
    const play = enter(sent(atCode(), { expires_in: 20 }), "123456", start + 20_000);
    assert.equal(play.flow.problem?.code, "otp_expired");
    assert.equal(play.count("validate_code"), 0);
  });
});

describe("The channel of a code", () => {
  it("can be chosen while it is not known which there are", () => {
    assert.deepEqual(channelsOf(atCode().flow), ["SMS", "EMAIL"]);
  });

  it("that a sponsor does not have is left, and the one that remains taken", () => {
    const refused = problem("validation_failed", { errors: [{ path: "channel", message: "no" }] });
    const play = ask(atCode(), "SMS").fail("send_code", refused);
    assert.equal(play.pendingEffect("send_code").channel, "EMAIL");
    assert.deepEqual(channelsOf(play.flow), ["EMAIL"]);
  });

  it("that the sponsor set itself leaves nothing to choose", () => {
    const play = sent(atCode(), { channel: "WHATSAPP" });
    assert.deepEqual(channelsOf(play.flow), ["WHATSAPP"]);
  });
});

describe("A completion", () => {
  it("that demands a code nobody announced leads to it, and is sent again under another key", () => {
    const play = atReview(false).send({ type: "request_submitted" });
    play.fail("complete", "otp_required");
    assert.equal(play.flow.step, "otp_challenge");
    assert.equal(play.flow.problem, undefined);
    assert.ok(stepsOf(play.flow).includes("otp_challenge"));
    enter(sent(play)).succeed("validate_code", proof);
    assert.equal(play.pendingEffect("complete").key, "key-req-1..");
  });

  it("that does not take the proof asks for another code", () => {
    const play = proven().fail("complete", "otp_required");
    assert.equal(challengeOf(play.flow).verificationToken, undefined);
    assert.equal(play.flow.problem?.code, "otp_expired");
  });

  it("that broke off after a right code is read, then sent with the same proof and no other code", () => {
    const play = proven()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", outcome({ status: "PENDING_INDICATION", authorizations: [] }));
    assert.equal(play.pendingEffect("complete").verificationToken, "proof-1");
    assert.equal(play.pendingEffect("complete").key, "key-req-1.");
    assert.equal(play.count("send_code"), 1);
  });

  it("of another request carries no proof of this one", () => {
    const play = proven()
      .fail("complete", "upstream_unavailable")
      .send({ type: "went_to", step: "select_products" }, { type: "product_put", line: line("line-2") });
    create(play, "req-2").succeed("load_policy", [rule()]).succeed("upload", undefined);
    play.send({ type: "documents_submitted" }, { type: "request_submitted" });
    assert.equal(play.flow.step, "otp_challenge");
    assert.equal(challengeOf(play.flow).verificationToken, undefined);
    assert.equal(challengeOf(play.flow).sent, undefined);
  });
});
