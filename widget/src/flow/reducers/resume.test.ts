import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, line, outcome, product } from "../../testing/fixtures.ts";
import { atDocuments, atReview, FlowDriver, submitted, withChoices } from "../../testing/flow-driver.ts";
import { challengeOf } from "../selectors/challenge.ts";
import { codeExpiresAt, resendAt } from "../selectors/otp.ts";
import type { FlowState } from "../state.ts";

const now = 1_800_000_000_000;

/** What a reload leaves of a flow: what survives being written and read. */
const reloaded = ({ flow }: FlowDriver) =>
  new FlowDriver()
    .send({ type: "started" })
    .send({ type: "resumed", kept: JSON.parse(JSON.stringify(flow)) as FlowState, now });

describe("A restored flow", () => {
  it("has the same step and everything that was entered", () => {
    const before = withChoices().send({ type: "requirement_edited", name: "branch", value: "North" });
    const { flow } = reloaded(before);
    assert.equal(flow.step, "select_products");
    assert.deepEqual(flow.products, JSON.parse(JSON.stringify(before.flow.products)));
    assert.deepEqual(flow.diagnoses, before.flow.diagnoses);
    assert.deepEqual(flow.requirements, before.flow.requirements);
    assert.equal(flow.beneficiary?.first_name, "MARIA");
  });

  it("has nothing pending that ended with the page", () => {
    const driver = withChoices().send({ type: "products_submitted", key: "first" });
    const back = reloaded(driver);
    assert.equal(back.flow.running, undefined);
    back.send({ type: "products_submitted", key: "second" });
    assert.equal(back.pendingEffect("create").key, "first");
  });

  it("waits for no products that were looked up, and looks them up again when it is asked to go on", () => {
    const driver = withChoices().send(
      { type: "product_put", line: line("b", { product: product({ product_type: "" }) }) },
      { type: "products_submitted", key: "first" },
    );
    const back = reloaded(driver);
    assert.deepEqual([back.flow.running, back.flow.errors], [undefined, {}]);
    back.send({ type: "products_submitted", key: "second" }).succeed("load_product", product());
    assert.equal(back.pendingEffect("create").key, "second");
  });

  it("repeats uploads in progress, and no finished ones", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file("there") })
      .succeed("upload", undefined)
      .send({ type: "file_added", file: file("cut") });
    const back = reloaded(driver);
    assert.equal(back.count("upload"), 1);
    assert.equal(back.pendingEffect("upload").fileId, "cut");
  });

  it("reads a request whose completion was in progress first", () => {
    const back = reloaded(submitted());
    assert.equal(back.count("complete"), 0);
    assert.deepEqual(back.pendingEffect("refetch"), { type: "refetch", requestId: "req-1" });
    back.succeed("refetch", outcome());
    assert.equal(back.flow.step, "outcome");
    assert.equal(back.count("complete"), 0);
  });

  it("reads a request whose completion was interrupted", () => {
    const back = reloaded(submitted().fail("complete", "unreachable"));
    assert.equal(back.count("refetch"), 1);
    assert.equal(back.count("complete"), 0);
  });

  for (const code of ["outcome_unknown", "idempotency_mismatch"] as const) {
    it(`leaves an unknown outcome to the user (${code})`, () => {
      const back = reloaded(submitted().fail("complete", code));
      assert.equal(back.flow.running, undefined);
      assert.equal(back.flow.problem?.code, code);
      back.send({ type: "request_submitted" });
      assert.equal(back.count("refetch"), 1);
    });
  }

  it("completes under the same key when the completion has not arrived", () => {
    const back = reloaded(submitted()).succeed(
      "refetch",
      outcome({ status: "PENDING_INDICATION", authorizations: [] }),
    );
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("repeats a completion that is newer than the saved state under the same key", () => {
    const back = reloaded(atReview()).send({ type: "request_submitted" });
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("completes a submitted request after the last upload, without reading it first", () => {
    const driver = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    const back = reloaded(driver).succeed("upload", undefined);
    assert.equal(back.count("refetch"), 0);
    assert.equal(back.pendingEffect("complete").key, "key-req-1.");
  });

  it("continues to watch for a decision", () => {
    const driver = submitted().succeed(
      "complete",
      outcome({ status: "PENDING_SPONSOR", authorizations: [] }),
    );
    assert.equal(reloaded(driver).pendingEffect("watch").polls, true);
  });

  it("loads again what had failed to load", () => {
    const back = reloaded(atReview());
    assert.equal(back.flow.policy.state, "ready");
    assert.equal(back.flow.problem, undefined);
  });

  it("has no countdown that begins in the future when the clock was set back", () => {
    const hours = 7_200_000;
    const driver = atReview();
    const { requestId } = challengeOf(driver.flow);
    const sent = {
      otp_id: "otp-1",
      channel: "SMS",
      expires_in: 300,
      masked_destination: "",
      sentAt: now + hours,
    };
    const challenge = { requestId, sends: 1, lastSentAt: now + hours, notBefore: now + hours, sent };
    driver.flow = { ...driver.flow, challenge };
    const { flow } = reloaded(driver);
    assert.ok(resendAt(flow) <= now + 3_600_000);
    assert.equal(codeExpiresAt(flow.challenge?.sent ?? sent), now + 300_000);
  });
});
