import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../../testing/fixtures.ts";
import { atDocuments, atReview, create, problem, withChoices } from "../../testing/flow-driver.ts";
import { hasFailedFiles, hasFilesInProgress, missingDocuments } from "../selectors/request.ts";

describe("Documents", () => {
  it("are on their way as soon as they are chosen", () => {
    const play = atDocuments().send({ type: "file_added", file: file() });
    assert.equal(play.flow.files[0]?.state, "sending");
    assert.deepEqual(play.pendingEffect("upload"), {
      type: "upload",
      requestId: "req-1",
      fileId: "file-1",
      fileType: "MEDICAL_INDICATION",
    });
  });

  it("say how far they are", () => {
    const play = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "file_progressed", id: "file-1", sentBytes: 400 },
    );
    assert.equal(play.flow.files[0]?.sentBytes, 400);
  });

  it("that were refused before they were sent are not sent", () => {
    const refused = file("big", {
      state: "failed",
      problem: problem("file_too_large", { retryable: false }),
    });
    const play = atDocuments().send({ type: "file_added", file: refused });
    assert.equal(play.count("upload"), 0);
    assert.equal(hasFailedFiles(play.flow), true);
  });

  it("of a kind that the insurer does not take stay here", () => {
    const play = atDocuments().send({ type: "file_added", file: file("x", { fileType: "INVOICE" }) });
    assert.equal(play.count("upload"), 0);
  });

  it("that fail are sent again with one press, and twice pressed go once", () => {
    const play = atDocuments()
      .send({ type: "file_added", file: file() })
      .fail("upload", "upload_interrupted");
    assert.equal(play.flow.files[0]?.problem?.code, "upload_interrupted");
    play.send({ type: "file_retried", id: "file-1" }, { type: "file_retried", id: "file-1" });
    assert.equal(play.count("upload"), 2);
    play.succeed("upload", undefined);
    assert.equal(play.flow.files[0]?.state, "sent");
    assert.equal(
      hasFilesInProgress(play.flow),
      false,
      "a retried upload does not leave the whole uploading for ever",
    );
  });

  it("that are taken away end their upload, and its late end changes nothing", () => {
    const play = atDocuments().send({ type: "file_added", file: file() });
    const upload = play.pendingEffect("upload");
    play.send({ type: "file_removed", id: "file-1" });
    assert.deepEqual(play.pendingEffect("cancel_upload"), { type: "cancel_upload", fileId: "file-1" });
    play.succeed("cancel_upload", undefined).succeed("upload", undefined, upload);
    assert.deepEqual(play.flow.files, []);
  });

  it("that were chosen before the rules came are sent when they come", () => {
    const play = create(withChoices()).send({ type: "file_added", file: file() });
    assert.equal(play.count("upload"), 0);
    play.succeed("load_policy", [rule()]);
    assert.equal(play.count("upload"), 1);
  });

  it("cannot be left while the rules are not there", () => {
    const play = create(withChoices()).send({ type: "documents_submitted" });
    assert.equal(play.flow.step, "capture_indication");
  });

  it("can be asked for again when the rules failed", () => {
    const play = create(withChoices()).fail("load_policy", "upstream_timeout");
    assert.equal(play.flow.policy.state, "failed");
    play.send({ type: "loading_retried" });
    assert.equal(play.count("load_policy"), 2);
    assert.equal(play.flow.policy.state, "loading");
  });

  it("of a request that takes another's place are held to the rules at hand where its own cannot be had", () => {
    const play = atDocuments()
      .send({ type: "file_added", file: file("wrong") })
      .succeed("upload", undefined)
      .send({ type: "file_removed", id: "wrong" });
    play
      .succeed("create", {
        created: { authorization_request_id: "req-2", status: "PENDING_INDICATION", created_at: undefined },
        payload: play.pendingEffect("create").payload,
      })
      .send(
        { type: "file_added", file: file("right") },
        { type: "documents_submitted" },
        { type: "request_submitted" },
      )
      .fail("load_policy", "upstream_timeout")
      .fail("upload", "unreachable")
      .succeed("wait_before_retry", undefined)
      .succeed("upload", undefined);
    assert.equal(play.pendingEffect("complete").requestId, "req-2");
  });

  it("that are required and missing keep the person here, and say which", () => {
    const play = atDocuments().send({ type: "documents_submitted" });
    assert.equal(play.flow.step, "capture_indication");
    assert.deepEqual(play.flow.errors, { MEDICAL_INDICATION: { reason: "required" } });
    play.send({ type: "file_added", file: file() });
    assert.deepEqual(play.flow.errors, {});
  });

  it("that failed do not count as given", () => {
    const play = atDocuments()
      .send({ type: "file_added", file: file() })
      .fail("upload", problem("file_unsafe", { retryable: false }));
    assert.equal(missingDocuments(play.flow).length, 1);
    play.send({ type: "documents_submitted" });
    assert.equal(play.flow.step, "capture_indication");
  });

  it("that nobody requires may be left out", () => {
    const play = create(withChoices())
      .succeed("load_policy", [rule({ required: false })])
      .send({ type: "documents_submitted" });
    assert.equal(play.flow.step, "review_and_submit");
  });

  it("need not have arrived for the person to go on", () => {
    const play = atDocuments().send({ type: "file_added", file: file() }, { type: "documents_submitted" });
    assert.equal(play.flow.step, "review_and_submit");
    assert.equal(hasFilesInProgress(play.flow), true);
  });

  it("that have been submitted are not taken away any more", () => {
    const play = atDocuments().send(
      { type: "file_added", file: file() },
      { type: "documents_submitted" },
      { type: "request_submitted" },
      { type: "file_removed", id: "file-1" },
    );
    assert.equal(play.count("cancel_upload"), 0);
    play.succeed("upload", undefined);
    assert.equal(play.count("complete"), 1);
  });

  it("are still there after going back and forth", () => {
    const play = atReview().send(
      { type: "went_to", step: "capture_indication" },
      { type: "documents_submitted" },
    );
    assert.equal(play.flow.step, "review_and_submit");
    assert.equal(play.flow.files[0]?.state, "sent");
    assert.equal(play.count("upload"), 1);
  });
});
