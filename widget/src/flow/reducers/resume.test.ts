import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, outcome } from "../../testing/fixtures.ts";
import { atDocuments, atReview, FlowDriver, submitted, withChoices } from "../../testing/flow-driver.ts";
import type { FlowState } from "../state.ts";

/** What a reload leaves of a flow: what survives being written and read. */
const reloaded = ({ flow }: FlowDriver) =>
  new FlowDriver()
    .send({ type: "started" })
    .send({ type: "resumed", kept: JSON.parse(JSON.stringify(flow)) as FlowState });

describe("A flow that comes back", () => {
  it("is at the same step with everything that was typed", () => {
    const before = withChoices().send({ type: "requirement_edited", name: "branch", value: "North" });
    const { flow } = reloaded(before);
    assert.equal(flow.step, "select_products");
    assert.deepEqual(flow.products, JSON.parse(JSON.stringify(before.flow.products)));
    assert.deepEqual(flow.diagnoses, before.flow.diagnoses);
    assert.deepEqual(flow.requirements, before.flow.requirements);
    assert.equal(flow.beneficiary?.first_name, "MARIA");
  });

  it("waits for nothing that ended with the page", () => {
    const play = withChoices().send({ type: "products_submitted", key: "first" });
    const back = reloaded(play);
    assert.equal(back.flow.running, undefined);
    back.send({ type: "products_submitted", key: "second" });
    assert.equal(back.pendingEffect("create").key, "first");
  });

  it("sends what was on its way again, and not what had arrived", () => {
    const play = atDocuments()
      .send({ type: "file_added", file: file("there") })
      .succeed("upload", undefined)
      .send({ type: "file_added", file: file("cut") });
    const back = reloaded(play);
    assert.equal(back.count("upload"), 1);
    assert.equal(back.pendingEffect("upload").fileId, "cut");
  });

  it("reads a request whose completion was on its way before anything else", () => {
    const back = reloaded(submitted());
    assert.equal(back.count("complete"), 0);
    assert.deepEqual(back.pendingEffect("refetch"), { type: "refetch", requestId: "req-1" });
    back.succeed("refetch", outcome());
    assert.equal(back.flow.step, "outcome");
    assert.equal(back.count("complete"), 0);
  });

  it("reads also what broke off as the page went", () => {
    const back = reloaded(submitted().fail("complete", "unreachable"));
    assert.equal(back.count("refetch"), 1);
    assert.equal(back.count("complete"), 0);
  });

  for (const code of ["outcome_unknown", "idempotency_mismatch"] as const) {
    it(`leaves to the person what the server itself could not tell (${code})`, () => {
      const back = reloaded(submitted().fail("complete", code));
      assert.equal(back.flow.running, undefined);
      assert.equal(back.flow.problem?.code, code);
      back.send({ type: "request_submitted" });
      assert.equal(back.count("refetch"), 1);
    });
  }

  it("completes under the same key what turns out not to have arrived", () => {
    const back = reloaded(submitted()).succeed(
      "refetch",
      outcome({ status: "PENDING_INDICATION", authorizations: [] }),
    );
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("sends a completion that was quicker than what is kept under the same key, so that it arrives once", () => {
    const back = reloaded(atReview()).send({ type: "request_submitted" });
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("sends what was submitted when the last file is there, without looking for what never left", () => {
    const play = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    const back = reloaded(play).succeed("upload", undefined);
    assert.equal(back.count("refetch"), 0);
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("waits on for a decision", () => {
    const play = submitted().succeed("complete", outcome({ status: "PENDING_SPONSOR", authorizations: [] }));
    assert.equal(reloaded(play).pendingEffect("watch").polls, true);
  });

  it("takes over nothing that failed to load", () => {
    const back = reloaded(atReview());
    assert.equal(back.flow.policy.state, "ready");
    assert.equal(back.flow.problem, undefined);
  });
});
