import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { outcome } from "../../testing/fixtures.ts";
import { answered, atReview, submitted } from "../../testing/flow-driver.ts";

const pending = (change: Partial<AuthorizationOutcome> = {}) =>
  outcome({ status: "PENDING_SPONSOR", authorizations: [], ...change });
const waiting = () => submitted().succeed("complete", pending());
const received = (value: AuthorizationOutcome) => ({ type: "decision_received" as const, outcome: value });

describe("Waiting for a decision", () => {
  it("watches and polls while the sponsor decides", () => {
    assert.deepEqual(waiting().pendingEffect("watch"), { type: "watch", requestId: "req-1", polls: true });
  });

  it("watches without polling once everything is decided: it may still change", () => {
    const driver = answered();
    assert.equal(driver.count("watch"), 0);
    assert.equal(driver.send({ type: "watch_asked" }).pendingEffect("watch").polls, false);
  });

  it("watches once, without polling, before the request is sent", () => {
    const driver = atReview().send({ type: "watch_asked" }, { type: "watch_asked" });
    assert.equal(driver.count("watch"), 1);
    assert.equal(driver.pendingEffect("watch").polls, false);
  });

  it("takes each outcome once, however often and in whatever order of its authorizations it arrives", () => {
    const driver = waiting();
    const approved = { ...outcome().authorizations[0], product_type: "LAB" } as never;
    const both = { authorizations: [...outcome().authorizations, approved] };
    driver.send(received(outcome(both)));
    const { flow } = driver;
    assert.equal(flow.outcome?.status, "COMPLETED");
    driver.send(received(outcome({ authorizations: [...both.authorizations].reverse() })));
    assert.equal(driver.flow.outcome, flow.outcome);
  });

  it("does not replace a decision with a late, undecided outcome", () => {
    const driver = waiting().send(received(outcome()), received(pending()));
    assert.equal(driver.flow.outcome?.status, "COMPLETED");
  });

  it("takes a partial decision", () => {
    const driver = waiting().send(received(pending({ authorizations: outcome().authorizations })));
    assert.equal(driver.flow.outcome?.authorizations.length, 1);
  });

  it("ignores another request", () => {
    const driver = waiting();
    const { flow } = driver;
    driver.send(received(outcome({ authorization_request_id: "req-9" })));
    driver.send({ type: "watch_changed", requestId: "req-9", live: true });
    assert.deepEqual(driver.flow, flow);
  });

  it("shows that the watch failed, until it receives something", () => {
    const driver = waiting();
    driver.fail("watch", "session_failed");
    assert.equal(driver.flow.problem?.code, "session_failed");
    driver.send({ type: "watch_changed", requestId: "req-1", live: true });
    assert.equal(driver.flow.problem, undefined);
    assert.equal(driver.flow.watch?.live, true);
  });

  it("shows no failed watch before the request is sent", () => {
    const driver = atReview().send({ type: "watch_asked" }).fail("watch", "session_failed");
    assert.equal(driver.flow.problem, undefined);
  });
});

describe("The check of a document", () => {
  const check = { file_type: "MEDICAL_INDICATION", looks_like: "SADT", result: "differs" as const };

  it("is stored by document type, the latest one", () => {
    const driver = atReview().send(
      { type: "document_checked", requestId: "req-1", check },
      { type: "document_checked", requestId: "req-1", check: { ...check, result: "matches" } },
    );
    assert.equal(driver.flow.checks?.MEDICAL_INDICATION?.result, "matches");
  });

  it("of another request is ignored", () => {
    const driver = atReview().send({ type: "document_checked", requestId: "req-9", check });
    assert.equal(driver.flow.checks, undefined);
  });

  it("never prevents the submission", () => {
    const driver = atReview()
      .send({ type: "document_checked", requestId: "req-1", check })
      .send({ type: "request_submitted" });
    assert.equal(driver.count("complete"), 1);
  });
});
