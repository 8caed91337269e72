import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../../testing/fixtures.ts";
import {
  answerCreate,
  atDocuments,
  atReview,
  create,
  problem,
  withChoices,
} from "../../testing/flow-driver.ts";
import { hasFailedFiles, hasFilesInProgress, missingDocuments } from "../selectors/request.ts";

describe("Documents", () => {
  it("are uploaded as soon as they are chosen", () => {
    const driver = atDocuments().send({ type: "file_added", file: file() });
    assert.equal(driver.flow.files[0]?.state, "sending");
    assert.deepEqual(driver.pendingEffect("upload"), {
      type: "upload",
      requestId: "req-1",
      fileId: "file-1",
      fileType: "MEDICAL_INDICATION",
    });
  });

  it("record their progress", () => {
    const driver = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "file_progressed", id: "file-1", sentBytes: 400 },
    );
    assert.equal(driver.flow.files[0]?.sentBytes, 400);
  });

  it("that fail validation are not sent", () => {
    const refused = file("big", {
      state: "failed",
      problem: problem("file_too_large", { retryable: false }),
    });
    const driver = atDocuments().send({ type: "file_added", file: refused });
    assert.equal(driver.count("upload"), 0);
    assert.deepEqual(driver.flow.files, [], "nothing is left to remove");
    assert.deepEqual(
      driver.flow.refusedFiles?.map(({ name }) => name),
      ["big.pdf"],
    );
    assert.equal(hasFailedFiles(driver.flow), false);
    driver.send({ type: "file_added", file: file() });
    assert.deepEqual(driver.flow.refusedFiles, [], "until another one is accepted");
  });

  it("that the server refuses after the step stay, and stop the submission", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file() }, { type: "documents_submitted" })
      .send({ type: "request_submitted" })
      .fail("upload", problem("file_unsafe", { retryable: false }));
    assert.equal(driver.flow.files[0]?.state, "failed");
    assert.equal(driver.flow.awaitingFiles, false);
    assert.equal(driver.count("complete"), 0);
  });

  it("that the server refuses leave nothing to remove, and do not stop the others", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file("a") }, { type: "file_added", file: file("b") })
      .fail("upload", problem("file_unsafe", { retryable: false }));
    assert.deepEqual(
      driver.flow.files.map(({ id }) => id),
      ["b"],
    );
    assert.equal(driver.flow.refusedFiles?.[0]?.problem.code, "file_unsafe");
  });

  it("of a type that the sponsor does not accept are not sent", () => {
    const driver = atDocuments().send({ type: "file_added", file: file("x", { fileType: "INVOICE" }) });
    assert.equal(driver.count("upload"), 0);
  });

  it("that failed are sent again, once for two presses", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file() })
      .fail("upload", "upload_interrupted");
    assert.equal(driver.flow.files[0]?.problem?.code, "upload_interrupted");
    driver.send({ type: "file_retried", id: "file-1" }, { type: "file_retried", id: "file-1" });
    assert.equal(driver.count("upload"), 2);
    driver.succeed("upload", undefined);
    assert.equal(driver.flow.files[0]?.state, "sent");
    assert.equal(
      hasFilesInProgress(driver.flow),
      false,
      "a retried upload does not leave the whole uploading for ever",
    );
  });

  it("that are removed abort their upload, and its late result changes nothing", () => {
    const driver = atDocuments().send({ type: "file_added", file: file() });
    const upload = driver.pendingEffect("upload");
    driver.send({ type: "file_removed", id: "file-1" });
    assert.deepEqual(driver.pendingEffect("cancel_upload"), { type: "cancel_upload", fileId: "file-1" });
    driver.succeed("cancel_upload", undefined).succeed("upload", undefined, upload);
    assert.deepEqual(driver.flow.files, []);
  });

  it("that were chosen before the policy was loaded are sent when it is", () => {
    const driver = create(withChoices()).send({ type: "file_added", file: file() });
    assert.equal(driver.count("upload"), 0);
    driver.succeed("load_policy", [rule()]);
    assert.equal(driver.count("upload"), 1);
  });

  it("cannot be submitted before the policy is loaded", () => {
    const driver = create(withChoices()).send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "capture_indication");
  });

  it("can load the policy again after a failure", () => {
    const driver = create(withChoices()).fail("load_policy", "upstream_timeout");
    assert.equal(driver.flow.policy.state, "failed");
    driver.send({ type: "loading_retried" });
    assert.equal(driver.count("load_policy"), 2);
    assert.equal(driver.flow.policy.state, "loading");
  });

  it("of a replaced request keep their policy where the new one cannot be loaded", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file("wrong") })
      .succeed("upload", undefined)
      .send({ type: "file_removed", id: "wrong" });
    answerCreate(driver, "req-2")
      .send(
        { type: "file_added", file: file("right") },
        { type: "documents_submitted" },
        { type: "request_submitted" },
      )
      .fail("load_policy", "upstream_timeout")
      .fail("upload", "unreachable")
      .succeed("wait_before_retry", undefined)
      .succeed("upload", undefined);
    assert.equal(driver.pendingEffect("complete").requestId, "req-2");
  });

  it("that are required and missing prevent the next step and are marked", () => {
    const driver = atDocuments().send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "capture_indication");
    assert.deepEqual(driver.flow.errors, { MEDICAL_INDICATION: { reason: "required" } });
    driver.send({ type: "file_added", file: file() });
    assert.deepEqual(driver.flow.errors, {});
  });

  it("that failed count as missing", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file() })
      .fail("upload", problem("file_unsafe", { retryable: false }));
    assert.equal(missingDocuments(driver.flow).length, 1);
    driver.send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "capture_indication");
  });

  it("that are optional may be missing", () => {
    const driver = create(withChoices())
      .succeed("load_policy", [rule({ required: false })])
      .send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "review_and_submit");
  });

  it("may still be uploading when the user continues", () => {
    const driver = atDocuments().send({ type: "file_added", file: file() }, { type: "documents_submitted" });
    assert.equal(driver.flow.step, "review_and_submit");
    assert.equal(hasFilesInProgress(driver.flow), true);
  });

  it("cannot be removed once they are submitted", () => {
    const driver = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
      { type: "file_removed", id: "file-1" },
    );
    assert.equal(driver.count("cancel_upload"), 0);
    driver.succeed("upload", undefined);
    assert.equal(driver.count("complete"), 1);
  });

  it("stay in sight of whoever removes one of them, from the review too", () => {
    const driver = atDocuments()
      .send({ type: "file_added", file: file("one") }, { type: "file_added", file: file("two") })
      .succeed("upload", undefined)
      .succeed("upload", undefined)
      .send(
        { type: "documents_submitted" },
        { type: "went_to", step: "capture_indication", returns: true },
        { type: "file_removed", id: "two" },
      );
    answerCreate(driver, "req-2").succeed("load_policy", [rule()]);
    assert.equal(driver.flow.step, "capture_indication");
    driver.send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "review_and_submit");
  });

  it("are kept when the user goes back and forth", () => {
    const driver = atReview().send(
      { type: "went_to", step: "capture_indication" },
      { type: "documents_submitted" },
    );
    assert.equal(driver.flow.step, "review_and_submit");
    assert.equal(driver.flow.files[0]?.state, "sent");
    assert.equal(driver.count("upload"), 1);
  });
});

describe("Documents added with the products", () => {
  const early = (id = "early") => file(id, { fileType: "" });
  const before = (...ids: string[]) => {
    const driver = withChoices();
    for (const id of ids) driver.send({ type: "file_added", file: early(id) });
    return create(driver);
  };

  it("are not sent before the sponsor has said which it requires", () => {
    const driver = before("early");
    assert.equal(driver.count("upload"), 0);
    assert.equal(driver.flow.step, "capture_indication");
  });

  it("fill the only document, which then needs no step of its own", () => {
    const driver = before("early").succeed("load_policy", [rule()]);
    assert.equal(driver.flow.step, "review_and_submit");
    assert.equal(driver.pendingEffect("upload").fileType, "MEDICAL_INDICATION");
  });

  it("go to the documents that are missing, one to each, and the step opens for the others", () => {
    const rules = [rule(), rule({ file_type: "LAB_ORDER" }), rule({ file_type: "IMAGE" })];
    const { flow } = before("one", "two").succeed("load_policy", rules);
    assert.deepEqual(
      flow.files.map(({ fileType }) => fileType),
      ["MEDICAL_INDICATION", "LAB_ORDER"],
    );
    assert.equal(flow.step, "capture_indication");
  });

  it("that the document does not accept show on its step, with the reason", () => {
    const text = file("text", { fileType: "", mimeType: "text/plain", name: "order.txt" });
    const driver = create(withChoices().send({ type: "file_added", file: text })).succeed("load_policy", [
      rule(),
    ]);
    assert.equal(driver.flow.step, "capture_indication");
    assert.equal(driver.flow.refusedFiles?.[0]?.problem?.code, "file_type_not_allowed");
  });

  it("of a sponsor that requires none are not sent", () => {
    const driver = before("early").succeed("load_policy", []);
    assert.equal(driver.count("upload"), 0);
    assert.deepEqual(driver.flow.files, []);
  });
});
