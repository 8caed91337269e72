import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../testing/fixtures.ts";
import { atDocuments, create, problem, withChoices } from "../testing/flow-driver.ts";
import { hasFilesInProgress } from "./selectors/request.ts";

const added = (size = 1000) => atDocuments().send({ type: "file_added", file: file("file-1", { size }) });
const final = (code: Parameters<typeof problem>[0]) => problem(code, { retryable: false });

describe("An upload that breaks", () => {
  it("is tried three times by itself, after longer and longer pauses, and then by one press", () => {
    const play = added();
    const rests: number[] = [];
    for (let round = 0; round < 3; round++) {
      play.fail("upload", "unreachable");
      assert.equal(play.flow.files[0]?.state, "retrying");
      rests.push(play.pendingEffect("wait_before_retry").milliseconds);
      play.succeed("wait_before_retry", undefined);
    }
    assert.deepEqual(rests, [1_000, 4_000, 12_000]);
    play.fail("upload", "unreachable");
    assert.equal(play.flow.files[0]?.state, "failed");
    assert.equal(play.count("upload"), 4);
    play.send({ type: "file_retried", id: "file-1" }).fail("upload", "unreachable");
    assert.equal(play.flow.files[0]?.state, "retrying", "a press gives it three tries more");
  });

  it("goes again at once when it was only interrupted, the first time", () => {
    const play = added().fail("upload", "upload_interrupted");
    assert.equal(play.pendingEffect("wait_before_retry").milliseconds, 0);
    play.succeed("wait_before_retry", undefined).fail("upload", "upload_interrupted");
    assert.equal(play.pendingEffect("wait_before_retry").milliseconds, 4_000);
  });

  it("has its three tries anew when one of them carried something, at ever the longest pause, and not for ever", () => {
    const play = added();
    const rests: number[] = [];
    while (play.flow.files[0]?.state !== "failed") {
      play.send({ type: "file_progressed", id: "file-1", sentBytes: 101 }).fail("upload", "unreachable");
      if (play.flow.files[0]?.state !== "retrying") continue;
      rests.push(play.pendingEffect("wait_before_retry").milliseconds);
      play.succeed("wait_before_retry", undefined);
    }
    assert.deepEqual(rests, [1_000, 4_000, ...Array<number>(7).fill(12_000)]);
  });

  it("is not tried by itself where only a person can help", () => {
    for (const why of [final("file_unsafe"), problem("session_failed"), final("file_unreadable")]) {
      const play = added().fail("upload", why);
      assert.equal(play.flow.files[0]?.state, "failed");
      assert.equal(play.count("wait_before_retry"), 0);
    }
  });

  it("waits for a connection without counting it as a try, and goes on by itself", () => {
    const play = added();
    for (let round = 0; round < 5; round++) {
      play.fail("upload", "offline");
      assert.equal(play.flow.files[0]?.state, "paused");
      play.succeed("wait_until_online", undefined);
      assert.equal(play.flow.files[0]?.state, "sending");
    }
    play.fail("upload", "offline").send({ type: "file_retried", id: "file-1" });
    assert.equal(play.flow.files[0]?.state, "sending", "or with one press");
    play.succeed("wait_until_online", undefined);
    assert.equal(play.count("upload"), 7, "what it waited for changes nothing afterwards");
  });

  it("hears nothing of a rest that a press has ended", () => {
    const play = added().fail("upload", "unreachable");
    const rest = play.pendingEffect("wait_before_retry");
    play
      .send({ type: "file_retried", id: "file-1" })
      .fail("upload", "unreachable")
      .fail("wait_before_retry", "internal_error", rest);
    const again = play.pendingEffect("wait_before_retry");
    play
      .succeed("wait_before_retry", undefined, again)
      .fail("upload", "unreachable")
      .succeed("wait_before_retry", undefined, rest);
    assert.equal(play.flow.files[0]?.state, "retrying");
  });

  it("lets a submitted request wait while it is tried again, and go when it is there", () => {
    const play = added().send({ type: "documents_submitted" }, { type: "request_submitted" });
    play.fail("upload", "unreachable");
    assert.equal(play.flow.running, "complete");
    play.succeed("wait_before_retry", undefined).succeed("upload", undefined);
    assert.equal(play.count("complete"), 1);
  });
});

describe("An upload", () => {
  it("says that it does not move, until it does", () => {
    const play = added().send({ type: "file_stalled", id: "file-1" });
    assert.equal(play.flow.files[0]?.stalled, true);
    play.send({ type: "file_progressed", id: "file-1", sentBytes: 10 });
    assert.equal(play.flow.files[0]?.stalled, false);
  });

  it("is one of three at a time", () => {
    const play = create(withChoices()).succeed("load_policy", [rule({ max_files: 9 })]);
    for (const id of ["a", "b", "c", "d", "e"]) play.send({ type: "file_added", file: file(id) });
    assert.equal(play.count("upload"), 3);
    play.succeed("upload", undefined);
    assert.equal(play.count("upload"), 4);
  });

  it("of a document that is not asked for any more keeps nobody waiting", () => {
    const play = create(withChoices())
      .send({ type: "file_added", file: file("old", { fileType: "INVOICE" }) })
      .succeed("load_policy", [rule()]);
    assert.equal(hasFilesInProgress(play.flow), false);
  });
});

describe("A file that is removed", () => {
  it("before any of it has left, or once it was refused, is simply gone", () => {
    const resting = create(withChoices()).succeed("load_policy", [rule({ max_files: 9 })]);
    for (const id of ["a", "b", "c", "waits"]) resting.send({ type: "file_added", file: file(id) });
    resting.send({ type: "file_removed", id: "waits" });
    const refused = added().fail("upload", final("file_unsafe")).send({ type: "file_removed", id: "file-1" });
    for (const play of [resting, refused]) {
      assert.equal(play.count("create"), 1);
      assert.equal(play.flow.request?.id, "req-1");
    }
  });

  it("while it is on its way takes its request with it: what is known of its way is always a little late", () => {
    const play = added().send(
      { type: "file_progressed", id: "file-1", sentBytes: 1 },
      { type: "file_removed", id: "file-1" },
    );
    assert.equal(play.flow.running, "create");
    assert.equal(play.count("create"), 2);
  });

  it("when the server may have it takes its request with it; the others go to the next one", () => {
    const play = create(withChoices())
      .succeed("load_policy", [rule({ max_files: 3 })])
      .send({ type: "file_added", file: file("wrong") }, { type: "file_added", file: file("right") })
      .succeed("upload", undefined)
      .send({ type: "file_removed", id: "wrong" });
    assert.equal(play.count("create"), 2);
    assert.notEqual(
      play.pendingEffect("create").key,
      "key-req-1",
      "under the old key the server would give the old request",
    );
    const { payload } = play.pendingEffect("create");
    const created = {
      authorization_request_id: "req-2",
      status: "PENDING_INDICATION",
      created_at: undefined,
    };
    play.succeed("create", { created, payload }).succeed("load_policy", [rule({ max_files: 3 })]);
    assert.equal(play.flow.step, "capture_indication");
    const sent = play.pendingEffects.filter((effect) => effect.type === "upload");
    assert.deepEqual(sent.map(({ fileId, requestId }) => [fileId, requestId]).at(-1), ["right", "req-2"]);
  });

  it("is not submitted without a request when the next one could not be made", () => {
    const play = added().succeed("upload", undefined).send({ type: "file_removed", id: "file-1" });
    play.fail("create", "unreachable").send({ type: "file_added", file: file("other") });
    assert.equal(play.count("upload"), 1);
    play.send({ type: "documents_submitted" });
    assert.equal(play.count("create"), 3, "the press makes it");
  });
});

describe("Photos for an insurer that takes only PDF", () => {
  const photo = (id: string) => file(id, { name: `${id}.jpg`, mimeType: "image/jpeg", size: 500 });
  const prepared = (name: string) => ({ name, size: 400, mimeType: "image/jpeg" });
  const pdfOnly = () =>
    create(withChoices()).succeed("load_policy", [rule({ mime_types: ["application/pdf"], max_files: 1 })]);

  it("wait as pages, however many, and leave as one file when the person goes on", () => {
    const play = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    play.succeed("prepare", prepared("one.jpg")).succeed("prepare", prepared("two.jpg"));
    assert.deepEqual(
      play.flow.files.map(({ state }) => state),
      ["page", "page"],
    );
    play.send({ type: "documents_submitted" });
    assert.equal(play.flow.step, "review_and_submit");
    assert.deepEqual(play.pendingEffect("prepare").pageIds, ["one", "two"]);
    play.succeed("prepare", { name: "one.pdf", size: 900, mimeType: "application/pdf" });
    assert.deepEqual(
      play.flow.files.map(({ name, state }) => [name, state]),
      [["one.pdf", "sending"]],
    );
  });

  it("are bound only when the last of them is ready", () => {
    const play = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    play.succeed("prepare", prepared("one.jpg")).send({ type: "documents_submitted" });
    assert.equal(play.count("prepare"), 2);
    assert.equal(hasFilesInProgress(play.flow), true);
    play.succeed("prepare", prepared("two.jpg"));
    assert.equal(play.count("prepare"), 3);
  });

  it("keep the person here when one cannot be read, and go when it is removed", () => {
    const play = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    play.succeed("prepare", prepared("one.jpg")).fail("prepare", final("photo_unreadable"));
    play.send({ type: "documents_submitted" });
    assert.deepEqual(play.flow.errors, { MEDICAL_INDICATION: { reason: "refused" } });
    play.send({ type: "file_removed", id: "two" }, { type: "documents_submitted" });
    assert.equal(play.flow.step, "review_and_submit");
  });

  it("do not go with a PDF where there is room for one file", () => {
    const play = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: file("pdf") },
    );
    assert.equal(play.flow.files[1]?.problem?.code, "too_many_files");
  });
});
