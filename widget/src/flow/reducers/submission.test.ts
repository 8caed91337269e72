import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ClientProblemCode, Problem } from "../../problem/problem.ts";
import { file, line, outcome, rule } from "../../testing/fixtures.ts";
import { answered, atDocuments, atReview, problem, submitted } from "../../testing/flow-driver.ts";
import type { FlowState } from "../state.ts";

/** The key of the first completion follows from the create's, and that of the next one from it. */
const completionKey = "key-req-1.";
const nextCompletionKey = "key-req-1..";

describe("Sending the request", () => {
  it("completes the request that the vendor holds", () => {
    const { requestId, key } = submitted().pendingEffect("complete");
    assert.deepEqual({ requestId, key }, { requestId: "req-1", key: completionKey });
  });

  it("happens once for 7 presses and Enter in one tick", () => {
    const driver = atReview();
    for (let press = 0; press < 8; press++) driver.send({ type: "request_submitted" });
    assert.equal(driver.count("complete"), 1);
  });

  it("happens only from the review", () => {
    const driver = atDocuments().send({ type: "request_submitted" });
    assert.equal(driver.count("complete"), 0);
  });

  it("does not happen with a payload that changed after the create", () => {
    const driver = atReview().send(
      { type: "product_put", line: line("line-1", { quantity: 3 }) },
      { type: "request_submitted" },
    );
    assert.equal(driver.count("complete"), 0);
    assert.equal(driver.flow.step, "select_products");
  });

  it("shows no outcome before the response", () => {
    const driver = submitted();
    assert.equal(driver.flow.step, "review_and_submit");
    assert.equal(driver.flow.outcome, undefined);
    driver.succeed("complete", outcome());
    assert.equal(driver.flow.step, "outcome");
    assert.equal(driver.flow.running, undefined);
  });

  it("prevents other steps while it is in progress", () => {
    const driver = submitted().send({ type: "went_to", step: "select_products" });
    assert.equal(driver.flow.step, "review_and_submit");
  });

  it("reads the request first after `idempotency_mismatch`, and uses another key", () => {
    const driver = submitted()
      .fail("complete", "idempotency_mismatch")
      .send({ type: "request_submitted" })
      .succeed("refetch", outcome({ status: "PENDING_INDICATION", authorizations: [] }));
    assert.equal(driver.pendingEffect("complete").key, nextCompletionKey);
  });

  it("keeps its key after an error, and is repeated", () => {
    const driver = submitted().fail("complete", "rate_limited").send({ type: "request_submitted" });
    assert.equal(driver.pendingEffect("complete").key, completionKey);
    assert.equal(driver.count("refetch"), 0);
  });
});

describe("With uploads in progress", () => {
  const early = () =>
    atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );

  it("it waits, and completes after the last one", () => {
    const driver = early();
    assert.equal(driver.flow.running, "complete");
    assert.equal(driver.count("complete"), 0);
    driver.succeed("upload", undefined);
    assert.equal(driver.count("complete"), 1);
  });

  it("it waits for all of them", () => {
    const driver = atDocuments().send(
      { type: "file_added", file: file("a") },
      { type: "file_added", file: file("b") },
      { type: "documents_submitted" },
      { type: "request_submitted" },
    );
    driver.succeed("upload", undefined);
    assert.equal(driver.count("complete"), 0);
    driver.succeed("upload", undefined);
    assert.equal(driver.count("complete"), 1);
  });

  it("it stops when one fails", () => {
    const driver = early().fail("upload", problem("file_unsafe", { retryable: false }));
    assert.equal(driver.count("complete"), 0);
    assert.equal(driver.flow.running, undefined);
    assert.equal(driver.flow.problem?.code, "file_unsafe");
    driver.send({ type: "request_submitted" });
    assert.equal(driver.flow.step, "capture_indication", "a further press shows the file that failed");
  });
});

describe("A document that the vendor misses", () => {
  const cases = {
    "refused with document_missing": () => submitted().fail("complete", "document_missing"),
    "answered with PENDING_INDICATION": () =>
      submitted().succeed("complete", outcome({ status: "PENDING_INDICATION", authorizations: [] })),
  };
  for (const [how, driver] of Object.entries(cases)) {
    it(`brings the person back to its slot when it was ${how}`, () => {
      const { flow } = driver();
      assert.equal(flow.step, "capture_indication");
      assert.equal(flow.problem?.code, "document_missing");
      assert.equal(flow.outcome, undefined);
      assert.equal(flow.running, undefined);
    });

    it(`is sent as another completion, after it was ${how}`, () => {
      const again = driver().send({ type: "file_added", file: file("second") });
      again.succeed("upload", undefined).send({ type: "documents_submitted" }, { type: "request_submitted" });
      assert.equal(again.pendingEffect("complete").key, nextCompletionKey);
    });
  }
});

describe("Documents that were sent earlier, when the vendor misses one", () => {
  const types = ["MEDICAL_INDICATION", "LAB_RESULT"];
  /** With both documents sent from another device, and the completion refused. */
  const refused = (why: Partial<Problem>) => {
    const driver = submitted();
    driver.flow = {
      ...driver.flow,
      policy: { state: "ready", value: types.map((file_type) => rule({ file_type })) },
      files: types.map((fileType) => file(fileType, { fileType, name: "", state: "sent" })),
    };
    return driver.fail("complete", problem("document_missing", why)).flow;
  };
  const sent = ({ files }: FlowState) => files.map(({ fileType }) => fileType);

  it("only the one that it names is asked for again", () => {
    const flow = refused({ errors: [{ path: "documents.LAB_RESULT", message: "missing" }] });
    assert.deepEqual(sent(flow), ["MEDICAL_INDICATION"]);
    assert.deepEqual(Object.keys(flow.errors), ["LAB_RESULT"]);
  });

  it("all are asked for again when it names none", () => {
    const flow = refused({});
    assert.deepEqual(sent(flow), []);
    assert.deepEqual(Object.keys(flow.errors), types);
  });
});

describe("When the outcome of the completion is unknown", () => {
  const unsure: ClientProblemCode[] = [
    "outcome_unknown",
    "offline",
    "unreachable",
    "upstream_timeout",
    "upstream_invalid",
    "internal_error",
  ];
  for (const code of unsure) {
    it(`(${code}) the request is read before the completion is repeated`, () => {
      const driver = submitted().fail("complete", problem(code));
      assert.equal(driver.flow.running, undefined);
      driver.send({ type: "request_submitted" });
      assert.equal(driver.count("complete"), 1);
      assert.deepEqual(driver.pendingEffect("refetch"), { type: "refetch", requestId: "req-1" });
    });
  }

  const lost = () => submitted().fail("complete", "outcome_unknown").send({ type: "request_submitted" });

  it("and it had arrived: the outcome is shown, and nothing is sent", () => {
    const driver = lost().succeed("refetch", outcome());
    assert.equal(driver.flow.step, "outcome");
    assert.equal(driver.count("complete"), 1);
  });

  const undecided = () => outcome({ status: "PENDING_INDICATION", authorizations: [] });

  it("and it had not arrived: it is repeated under the same key", () => {
    const driver = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided());
    assert.equal(driver.count("complete"), 2);
    assert.equal(driver.pendingEffect("complete").key, completionKey);
  });

  it("and the server refuses the key: it is repeated under another one", () => {
    const driver = lost().succeed("refetch", undecided());
    assert.equal(driver.count("complete"), 2);
    assert.equal(driver.pendingEffect("complete").key, nextCompletionKey);
    assert.equal(driver.flow.running, "complete");
  });

  it("and the request cannot be read: the next press reads again and sends nothing", () => {
    const driver = lost().fail("refetch", "unreachable").send({ type: "request_submitted" });
    assert.equal(driver.count("refetch"), 2);
    assert.equal(driver.count("complete"), 1);
  });

  it("and stays so after a repetition: the request is read again, and repeated under another key", () => {
    const driver = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided())
      .fail("complete", "outcome_unknown");
    assert.equal(driver.count("complete"), 2);
    driver.succeed("refetch", undecided());
    assert.notEqual(driver.pendingEffect("complete").key, completionKey);
    driver.fail("complete", "outcome_unknown");
    assert.equal(driver.flow.running, undefined, "once");
    assert.equal(driver.flow.outcomeUnknown, true);
  });

  it("and it arrived meanwhile: nothing is sent", () => {
    const driver = submitted()
      .fail("complete", "unreachable")
      .send({ type: "request_submitted" })
      .succeed("refetch", undecided())
      .fail("complete", "outcome_unknown")
      .succeed("refetch", outcome());
    assert.equal(driver.flow.step, "outcome");
    assert.equal(driver.count("complete"), 2);
  });

  it("the request cannot be changed before it is read", () => {
    const driver = submitted()
      .fail("complete", "outcome_unknown")
      .send({ type: "went_to", step: "select_products" }, { type: "products_submitted", key: "k" });
    assert.equal(driver.flow.step, "review_and_submit");
    assert.equal(driver.count("create"), 1);
  });

  it("7 presses read the request once", () => {
    const driver = submitted().fail("complete", "outcome_unknown");
    for (let press = 0; press < 7; press++) driver.send({ type: "request_submitted" });
    assert.equal(driver.count("refetch"), 1);
  });
});

describe("Going back", () => {
  it("keeps everything", () => {
    const driver = atReview();
    const before = driver.flow;
    driver.send(
      { type: "went_to", step: "capture_indication" },
      { type: "went_to", step: "select_products" },
      { type: "went_to", step: "search_beneficiary" },
    );
    const { products, diagnoses, files, searchValues, request, beneficiary } = driver.flow;
    assert.equal(driver.flow.step, "search_beneficiary");
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

  it("leads only to earlier steps", () => {
    const driver = atDocuments().send({ type: "went_to", step: "review_and_submit" });
    assert.equal(driver.flow.step, "capture_indication");
  });

  it("does not reopen a completed request", () => {
    const driver = answered().send({ type: "went_to", step: "select_products" });
    assert.equal(driver.flow.step, "outcome");
  });

  it("to another sponsor loads its form, and keeps the products", () => {
    const driver = atReview().send(
      { type: "went_to", step: "search_beneficiary" },
      { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    );
    assert.equal(driver.pendingEffect("load_forms").sponsorSlug, "sponsor-sul");
    assert.deepEqual(driver.flow.products, [line()]);
  });
});
