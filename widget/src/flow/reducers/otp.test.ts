import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, diagnosis, file, line, outcome, rule } from "../../testing/fixtures.ts";
import { atProducts, create, type FlowDriver, problem } from "../../testing/flow-driver.ts";
import { challengeOf } from "../selectors/challenge.ts";
import { channelsOf, resendAt } from "../selectors/otp.ts";
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

const ask = (driver: FlowDriver, channel = "SMS", now = start) =>
  driver.send({ type: "code_asked", channel, now });

const sent = (driver: FlowDriver, change: object = {}, now = start) =>
  ask(driver, "SMS", now).succeed("send_code", {
    otp_id: `otp-${driver.count("send_code")}`,
    channel: "SMS",
    expires_in: 300,
    masked_destination: "+57 *** 42",
    sentAt: now,
    ...change,
  });

const enter = (driver: FlowDriver, code = "123456", now = start + 1000) =>
  driver.send({ type: "code_submitted", code, now });

const proven = () => enter(sent(atCode())).succeed("validate_code", proof);
const proof = { otp_verification_token: "proof-1", expires_in: 300 };

describe("A sponsor that requires a one-time code", () => {
  it("adds a step between the review and the outcome", () => {
    assert.deepEqual(stepsOf(atReview().flow).slice(-3), ["review_and_submit", "otp_challenge", "outcome"]);
    assert.ok(!stepsOf(atReview(false).flow).includes("otp_challenge"));
  });

  it("receives no completion before the code is validated", () => {
    const driver = atCode();
    assert.equal(driver.flow.step, "otp_challenge");
    assert.equal(driver.count("complete"), 0);
    assert.equal(driver.count("send_code"), 0);
  });

  it("receives the verification token with the completion, which follows a valid code", () => {
    const { requestId, key, verificationToken: carried } = proven().pendingEffect("complete");
    assert.deepEqual([requestId, key, carried], ["req-1", "key-req-1.", "proof-1"]);
  });

  it("receives no completion after a document failed", () => {
    const driver = sent(
      atReview()
        .send({ type: "went_to", step: "capture_indication" }, { type: "file_added", file: file("late") })
        .send({ type: "documents_submitted" }, { type: "request_submitted" }),
    );
    driver.fail("upload", problem("file_unsafe", { retryable: false }));
    enter(driver).succeed("validate_code", proof);
    assert.equal(driver.count("complete"), 0);
    assert.equal(driver.flow.step, "capture_indication");
    driver.send(
      { type: "file_removed", id: "late" },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    assert.equal(driver.pendingEffect("complete").verificationToken, "proof-1", "one code is enough");
  });

  it("receives one completion for 7 presses in one tick", () => {
    const driver = sent(atCode());
    for (let press = 0; press < 7; press++) enter(driver, `00000${press}`);
    assert.equal(driver.count("validate_code"), 1);
  });
});

describe("A code", () => {
  it("is sent once for 7 presses in one tick", () => {
    const driver = atCode();
    for (let press = 0; press < 7; press++) ask(driver);
    assert.equal(driver.count("send_code"), 1);
  });

  it("is sent again only after a pause that grows each time", () => {
    const driver = sent(atCode());
    const first = resendAt(driver.flow) - start;
    ask(driver, "SMS", start + first - 1);
    assert.equal(driver.count("send_code"), 1);
    sent(driver, {}, start + first);
    assert.equal(driver.count("send_code"), 2);
    assert.ok(resendAt(driver.flow) - (start + first) > first);
  });

  it("is not requested before the server allows it", () => {
    const driver = ask(atCode())
      .send({ type: "code_held_back", until: start + 60_000 })
      .fail("send_code", "rate_limited");
    assert.equal(driver.flow.problem?.code, "rate_limited");
    ask(driver, "SMS", start + 59_999);
    assert.equal(driver.count("send_code"), 1);
    ask(driver, "SMS", start + 60_000);
    assert.equal(driver.count("send_code"), 2);
  });

  it("that is empty has an error, and is not validated", () => {
    const driver = enter(sent(atCode()), "");
    assert.equal(driver.flow.errors.code?.reason, "required");
    assert.equal(driver.count("validate_code"), 0);
  });

  it("that was wrong can be corrected", () => {
    const driver = enter(sent(atCode()), "000000").fail("validate_code", "otp_invalid");
    assert.equal(driver.flow.errors.code?.reason, "refused");
    enter(driver).succeed("validate_code", proof);
    assert.equal(driver.count("complete"), 1);
  });

  for (const code of ["otp_expired", "otp_attempts_exceeded"] as const) {
    it(`(${code}) discards the code`, () => {
      const driver = enter(sent(atCode())).fail("validate_code", code);
      assert.equal(driver.flow.problem?.code, code);
      assert.equal(challengeOf(driver.flow).sent, undefined);
      enter(driver);
      assert.equal(driver.count("validate_code"), 1);
    });
  }

  it("that has expired is not validated", () => {
    const driver = enter(sent(atCode(), { expires_in: 20 }), "123456", start + 20_000);
    assert.equal(driver.flow.problem?.code, "otp_expired");
    assert.equal(driver.count("validate_code"), 0);
  });
});

describe("The channel of a code", () => {
  it("can be chosen from the documented ones while it is unknown", () => {
    assert.deepEqual(channelsOf(atCode().flow), ["SMS", "EMAIL"]);
  });

  it("that the sponsor refuses is removed, and the remaining one used", () => {
    const refused = problem("validation_failed", { errors: [{ path: "channel", message: "no" }] });
    const driver = ask(atCode(), "SMS").fail("send_code", refused);
    assert.equal(driver.pendingEffect("send_code").channel, "EMAIL");
    assert.deepEqual(channelsOf(driver.flow), ["EMAIL"]);
  });

  it("that the sponsor sets leaves no choice", () => {
    const driver = sent(atCode(), { channel: "WHATSAPP" });
    assert.deepEqual(channelsOf(driver.flow), ["WHATSAPP"]);
  });
});

describe("A completion", () => {
  it("that requires an unannounced code leads to that step, and is sent again under another key", () => {
    const driver = atReview(false).send({ type: "request_submitted" });
    driver.fail("complete", "otp_required");
    assert.equal(driver.flow.step, "otp_challenge");
    assert.equal(driver.flow.problem, undefined);
    assert.ok(stepsOf(driver.flow).includes("otp_challenge"));
    enter(sent(driver)).succeed("validate_code", proof);
    assert.equal(driver.pendingEffect("complete").key, "key-req-1..");
  });

  it("that refuses the verification token requires another code", () => {
    const driver = proven().fail("complete", "otp_required");
    assert.equal(challengeOf(driver.flow).verificationToken, undefined);
    assert.equal(driver.flow.problem?.code, "otp_expired");
  });

  it("that was interrupted after a valid code is read, then repeated with the same verification token", () => {
    const driver = proven()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", outcome({ status: "PENDING_INDICATION", authorizations: [] }));
    assert.equal(driver.pendingEffect("complete").verificationToken, "proof-1");
    assert.equal(driver.pendingEffect("complete").key, "key-req-1.");
    assert.equal(driver.count("send_code"), 1);
  });

  it("of another request has no verification token of this one", () => {
    const driver = proven()
      .fail("complete", "upstream_unavailable")
      .send({ type: "went_to", step: "select_products" }, { type: "product_put", line: line("line-2") });
    create(driver, "req-2").succeed("load_policy", [rule()]).succeed("upload", undefined);
    driver.send({ type: "documents_submitted" }, { type: "request_submitted" });
    assert.equal(driver.flow.step, "otp_challenge");
    assert.equal(challengeOf(driver.flow).verificationToken, undefined);
    assert.equal(challengeOf(driver.flow).sent, undefined);
  });
});
