import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ClientProblemCode } from "../../problem/problem.ts";
import { file, line, outcome } from "../../testing/fixtures.ts";
import { answered, atDocuments, atReview, problem, submitted } from "../../testing/flow-driver.ts";

/** The key of the first completion follows from the create's, and that of the next one from it. */
const completionKey = "key-req-1.";
const nextCompletionKey = "key-req-1..";

describe("Sending the request", () => {
  it("completes the request that the vendor holds", () => {
    const { requestId, key } = submitted().pendingEffect("complete");
    assert.deepEqual({ requestId, key }, { requestId: "req-1", key: completionKey });
  });

  it("happens once for 7 presses and Enter in one tick", () => {
    const play = atReview();
    for (let press = 0; press < 8; press++) play.send({ type: "request_submitted" });
    assert.equal(play.count("complete"), 1);
  });

  it("happens from the review alone", () => {
    const play = atDocuments().send({ type: "request_submitted" });
    assert.equal(play.count("complete"), 0);
  });

  it("does not happen with something that was changed after the request was made", () => {
    const play = atReview().send(
      { type: "product_put", line: line("line-1", { quantity: 3 }) },
      { type: "request_submitted" },
    );
    assert.equal(play.count("complete"), 0);
    assert.equal(play.flow.step, "select_products");
  });

  it("shows nothing as done before the server said so", () => {
    const play = submitted();
    assert.equal(play.flow.step, "review_and_submit");
    assert.equal(play.flow.outcome, undefined);
    play.succeed("complete", outcome());
    assert.equal(play.flow.step, "outcome");
    assert.equal(play.flow.running, undefined);
  });

  it("lets nobody leave while it is under way", () => {
    const play = submitted().send({ type: "went_to", step: "select_products" });
    assert.equal(play.flow.step, "review_and_submit");
  });

  it("is read first where another was sent under its key, and takes another key", () => {
    const play = submitted()
      .fail("complete", "idempotency_mismatch")
      .send({ type: "request_submitted" })
      .succeed("refetch", outcome({ status: "PENDING_INDICATION", authorizations: [] }));
    assert.equal(play.pendingEffect("complete").key, nextCompletionKey);
  });

  it("keeps its key after a plain refusal, and is sent again", () => {
    const play = submitted().fail("complete", "rate_limited").send({ type: "request_submitted" });
    assert.equal(play.pendingEffect("complete").key, completionKey);
    assert.equal(play.count("refetch"), 0);
  });
});

describe("With files under way", () => {
  const early = () =>
    atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );

  it("it waits, and goes out by itself with the last one", () => {
    const play = early();
    assert.equal(play.flow.running, "complete");
    assert.equal(play.count("complete"), 0);
    play.succeed("upload", undefined);
    assert.equal(play.count("complete"), 1);
  });

  it("it waits for all of them", () => {
    const play = atDocuments().send(
      { type: "file_added", file: file("a") },
      { type: "file_added", file: file("b") },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    play.succeed("upload", undefined);
    assert.equal(play.count("complete"), 0);
    play.succeed("upload", undefined);
    assert.equal(play.count("complete"), 1);
  });

  it("it is not sent when one fails, and the person is let go", () => {
    const play = early().fail("upload", problem("file_unsafe", { retryable: false }));
    assert.equal(play.count("complete"), 0);
    assert.equal(play.flow.running, undefined);
    assert.equal(play.flow.problem?.code, "file_unsafe");
    play.send({ type: "request_submitted" });
    assert.equal(play.flow.step, "capture_indication", "a further press shows the file that failed");
  });
});

describe("A document missing after all", () => {
  const cases = {
    "refused with document_missing": () => submitted().fail("complete", "document_missing"),
    "answered with PENDING_INDICATION": () =>
      submitted().succeed("complete", outcome({ status: "PENDING_INDICATION", authorizations: [] })),
  };
  for (const [how, play] of Object.entries(cases)) {
    it(`brings the person back to its slot when it was ${how}`, () => {
      const { flow } = play();
      assert.equal(flow.step, "capture_indication");
      assert.equal(flow.problem?.code, "document_missing");
      assert.equal(flow.outcome, undefined);
      assert.equal(flow.running, undefined);
    });

    it(`is sent as another completion, after it was ${how}`, () => {
      const again = play().send({ type: "file_added", file: file("second") });
      again.succeed("upload", undefined).send({ type: "documents_submitted" }, { type: "request_submitted" });
      assert.equal(again.pendingEffect("complete").key, nextCompletionKey);
    });
  }
});

describe("When nobody knows whether the request arrived", () => {
  const unsure: ClientProblemCode[] = [
    "outcome_unknown",
    "offline",
    "unreachable",
    "upstream_timeout",
    "upstream_invalid",
    "internal_error",
  ];
  for (const code of unsure) {
    it(`(${code}) it is read before it is sent again`, () => {
      const play = submitted().fail("complete", problem(code));
      assert.equal(play.flow.running, undefined);
      play.send({ type: "request_submitted" });
      assert.equal(play.count("complete"), 1);
      assert.deepEqual(play.pendingEffect("refetch"), { type: "refetch", requestId: "req-1" });
    });
  }

  const lost = () => submitted().fail("complete", "outcome_unknown").send({ type: "request_submitted" });

  it("it had arrived: its answer is shown, and nothing is sent", () => {
    const play = lost().succeed("refetch", outcome());
    assert.equal(play.flow.step, "outcome");
    assert.equal(play.count("complete"), 1);
  });

  const undecided = () => outcome({ status: "PENDING_INDICATION", authorizations: [] });

  it("it had not arrived, and only the answer was lost: it is sent under the same key", () => {
    const play = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided());
    assert.equal(play.count("complete"), 2);
    assert.equal(play.pendingEffect("complete").key, completionKey);
  });

  it("it had not arrived, and the server cannot tell: it is sent under another key, or it never would be", () => {
    const play = lost().succeed("refetch", undecided());
    assert.equal(play.count("complete"), 2);
    assert.equal(play.pendingEffect("complete").key, nextCompletionKey);
    assert.equal(play.flow.running, "complete");
  });

  it("and it cannot be read either: the next press reads again and sends nothing", () => {
    const play = lost().fail("refetch", "unreachable").send({ type: "request_submitted" });
    assert.equal(play.count("refetch"), 2);
    assert.equal(play.count("complete"), 1);
  });

  it("nor can the server tell when it is sent again: it is read once more, and goes under another key by itself", () => {
    const play = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided())
      .fail("complete", "outcome_unknown");
    assert.equal(play.count("complete"), 2);
    play.succeed("refetch", undecided());
    assert.notEqual(play.pendingEffect("complete").key, completionKey);
    play.fail("complete", "outcome_unknown");
    assert.equal(play.flow.running, undefined, "once");
    assert.equal(play.flow.outcomeUnknown, true);
  });

  it("nor can the server tell, but it has arrived meanwhile: nothing is sent", () => {
    const play = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided())
      .fail("complete", "outcome_unknown")
      .succeed("refetch", outcome());
    assert.equal(play.flow.step, "outcome");
    assert.equal(play.count("complete"), 2);
  });

  it("it cannot be changed into a second request before it has been read", () => {
    const play = submitted()
      .fail("complete", "outcome_unknown")
      .send({ type: "went_to", step: "select_products" }, { type: "products_submitted", key: "k" });
    assert.equal(play.flow.step, "review_and_submit");
    assert.equal(play.count("create"), 1);
  });

  it("7 presses read once", () => {
    const play = submitted().fail("complete", "outcome_unknown");
    for (let press = 0; press < 7; press++) play.send({ type: "request_submitted" });
    assert.equal(play.count("refetch"), 1);
  });
});

describe("Going back", () => {
  it("loses nothing", () => {
    const play = atReview();
    const before = play.flow;
    play.send(
      { type: "went_to", step: "capture_indication" },
      { type: "went_to", step: "select_products" },
      { type: "went_to", step: "search_beneficiary" },
    );
    const { products, diagnoses, files, searchValues, request, beneficiary } = play.flow;
    assert.equal(play.flow.step, "search_beneficiary");
    assert.deepEqual(
      { products, diagnoses, files, searchValues, request, beneficiary },
      {
        products: before.products,
        diagnoses: before.diagnoses,
        files: before.files,
        searchValues: before.searchValues,
        request: before.request,
        beneficiary: before.beneficiary,
      },
    );
  });

  it("goes only to what has been seen", () => {
    const play = atDocuments().send({ type: "went_to", step: "review_and_submit" });
    assert.equal(play.flow.step, "capture_indication");
  });

  it("does not reopen what has been answered", () => {
    const play = answered().send({ type: "went_to", step: "select_products" });
    assert.equal(play.flow.step, "outcome");
  });

  it("to another insurer asks that one's own form, and keeps the products", () => {
    const play = atReview().send(
      { type: "went_to", step: "search_beneficiary" },
      { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    );
    assert.equal(play.pendingEffect("load_forms").sponsorSlug, "sponsor-sul");
    assert.deepEqual(play.flow.products, [line()]);
  });
});
