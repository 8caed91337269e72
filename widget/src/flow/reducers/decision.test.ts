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
  it("listens and asks while the sponsor decides", () => {
    assert.deepEqual(waiting().pendingEffect("watch"), { type: "watch", requestId: "req-1", polls: true });
  });

  it("only listens once all is decided: it may still be changed", () => {
    const play = answered();
    assert.equal(play.count("watch"), 0);
    assert.equal(play.send({ type: "watch_asked" }).pendingEffect("watch").polls, false);
  });

  it("only listens before the request is sent, and once however often the review is opened", () => {
    const play = atReview().send({ type: "watch_asked" }, { type: "watch_asked" });
    assert.equal(play.count("watch"), 1);
    assert.equal(play.pendingEffect("watch").polls, false);
  });

  it("takes each state once, however often it is told and in whatever order its groups come", () => {
    const play = waiting();
    const approved = { ...outcome().authorizations[0], product_type: "LAB" } as never;
    const both = { authorizations: [...outcome().authorizations, approved] };
    play.send(received(outcome(both)));
    const { flow } = play;
    assert.equal(flow.outcome?.status, "COMPLETED");
    play.send(received(outcome({ authorizations: [...both.authorizations].reverse() })));
    assert.equal(play.flow.outcome, flow.outcome);
  });

  it("does not go back to undecided for a late answer", () => {
    const play = waiting().send(received(outcome()), received(pending()));
    assert.equal(play.flow.outcome?.status, "COMPLETED");
  });

  it("takes what is decided so far", () => {
    const play = waiting().send(received(pending({ authorizations: outcome().authorizations })));
    assert.equal(play.flow.outcome?.authorizations.length, 1);
  });

  it("hears nothing of another request", () => {
    const play = waiting();
    const { flow } = play;
    play.send(received(outcome({ authorization_request_id: "req-9" })));
    play.send({ type: "watch_changed", requestId: "req-9", live: true });
    assert.deepEqual(play.flow, flow);
  });

  it("says when nothing can be heard any more, until something is heard again", () => {
    const play = waiting();
    play.fail("watch", "session_failed");
    assert.equal(play.flow.problem?.code, "session_failed");
    play.send({ type: "watch_changed", requestId: "req-1", live: true });
    assert.equal(play.flow.problem, undefined);
    assert.equal(play.flow.watch?.live, true);
  });

  it("says nothing of that before the request is sent", () => {
    const play = atReview().send({ type: "watch_asked" }).fail("watch", "session_failed");
    assert.equal(play.flow.problem, undefined);
  });
});

describe("A note about a document", () => {
  const check = { file_type: "MEDICAL_INDICATION", looks_like: "SADT", result: "differs" as const };

  it("is kept for its document, the latest one", () => {
    const play = atReview().send(
      { type: "document_checked", requestId: "req-1", check },
      { type: "document_checked", requestId: "req-1", check: { ...check, result: "matches" } },
    );
    assert.equal(play.flow.checks?.MEDICAL_INDICATION?.result, "matches");
  });

  it("about another request's document is not heard", () => {
    const play = atReview().send({ type: "document_checked", requestId: "req-9", check });
    assert.equal(play.flow.checks, undefined);
  });

  it("never keeps anybody from sending", () => {
    const play = atReview()
      .send({ type: "document_checked", requestId: "req-1", check })
      .send({ type: "request_submitted" });
    assert.equal(play.count("complete"), 1);
  });
});
