import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../testing/fixtures.ts";
import { answerCreate, atDocuments, create, problem, withChoices } from "../testing/flow-driver.ts";
import { hasFilesInProgress } from "./selectors/request.ts";

const added = (size = 1000) => atDocuments().send({ type: "file_added", file: file("file-1", { size }) });
const final = (code: Parameters<typeof problem>[0]) => problem(code, { retryable: false });

describe("An upload that fails", () => {
  it("is retried three times after growing pauses, then by the user", () => {
    const driver = added();
    const rests: number[] = [];
    for (let round = 0; round < 3; round++) {
      driver.fail("upload", "unreachable");
      assert.equal(driver.flow.files[0]?.state, "retrying");
      rests.push(driver.pendingEffect("wait_before_retry").milliseconds);
      driver.succeed("wait_before_retry", undefined);
    }
    assert.deepEqual(rests, [1_000, 4_000, 12_000]);
    driver.fail("upload", "unreachable");
    assert.equal(driver.flow.files[0]?.state, "failed");
    assert.equal(driver.count("upload"), 4);
    driver.send({ type: "file_retried", id: "file-1" }).fail("upload", "unreachable");
    assert.equal(driver.flow.files[0]?.state, "retrying", "the user gives it three more retries");
  });

  it("is retried at once after an interruption, the first time", () => {
    const driver = added().fail("upload", "upload_interrupted");
    assert.equal(driver.pendingEffect("wait_before_retry").milliseconds, 0);
    driver.succeed("wait_before_retry", undefined).fail("upload", "upload_interrupted");
    assert.equal(driver.pendingEffect("wait_before_retry").milliseconds, 4_000);
  });

  it("is not retried for a minute and a half where a proxy refuses large bodies", () => {
    const driver = added(900_000);
    for (let round = 0; round < 2; round++) {
      driver
        .send({ type: "file_progressed", id: "file-1", sentBytes: 800_000 })
        .fail("upload", "upload_interrupted")
        .succeed("wait_before_retry", undefined);
    }
    driver.fail("upload", "upload_interrupted");
    assert.equal(driver.flow.files[0]?.state, "failed");
    assert.deepEqual(driver.flow.files[0]?.problem, { code: "file_too_large", retryable: true });
    driver.send({ type: "file_retried", id: "file-1" }).fail("upload", "upload_interrupted");
    assert.equal(driver.flow.files[0]?.state, "retrying", "the user gives it three more tries");
  });

  for (const [what, size, why] of [
    ["that is small", 100_000, problem("upload_interrupted")],
    ["on a line where nothing passes", 900_000, problem("unreachable")],
    ["that the server itself calls interrupted", 900_000, problem("upload_interrupted", { requestId: "r" })],
  ] as const) {
    it(`is not called too large ${what}`, () => {
      const driver = added(size);
      while (driver.flow.files[0]?.state !== "failed") {
        driver.fail("upload", why);
        if (driver.flow.files[0]?.state === "retrying") driver.succeed("wait_before_retry", undefined);
      }
      assert.equal(driver.flow.files[0]?.problem?.code, why.code);
    });
  }

  it("has three more retries after one that made progress, up to a limit", () => {
    const driver = added();
    const rests: number[] = [];
    while (driver.flow.files[0]?.state !== "failed") {
      driver.send({ type: "file_progressed", id: "file-1", sentBytes: 101 }).fail("upload", "unreachable");
      if (driver.flow.files[0]?.state !== "retrying") continue;
      rests.push(driver.pendingEffect("wait_before_retry").milliseconds);
      driver.succeed("wait_before_retry", undefined);
    }
    assert.deepEqual(rests, [1_000, 4_000, ...Array<number>(7).fill(12_000)]);
  });

  it("is not retried where only the user can help", () => {
    const driver = added().fail("upload", problem("session_failed"));
    assert.equal(driver.flow.files[0]?.state, "failed");
    assert.equal(driver.count("wait_before_retry"), 0);
  });

  it("is dropped where nobody can help", () => {
    for (const why of [final("file_unsafe"), final("file_unreadable")]) {
      const driver = added().fail("upload", why);
      assert.deepEqual(driver.flow.files, []);
      assert.equal(driver.count("wait_before_retry"), 0);
    }
  });

  it("waits for a connection without counting a retry", () => {
    const driver = added();
    for (let round = 0; round < 5; round++) {
      driver.fail("upload", "offline");
      assert.equal(driver.flow.files[0]?.state, "paused");
      driver.succeed("wait_until_online", undefined);
      assert.equal(driver.flow.files[0]?.state, "sending");
    }
    driver.fail("upload", "offline").send({ type: "file_retried", id: "file-1" });
    assert.equal(driver.flow.files[0]?.state, "sending", "or with one press");
    driver.succeed("wait_until_online", undefined);
    assert.equal(driver.count("upload"), 7, "what it waited for changes nothing afterwards");
  });

  it("ignores the end of a wait that the user has ended", () => {
    const driver = added().fail("upload", "unreachable");
    const rest = driver.pendingEffect("wait_before_retry");
    driver
      .send({ type: "file_retried", id: "file-1" })
      .fail("upload", "unreachable")
      .fail("wait_before_retry", "internal_error", rest);
    const again = driver.pendingEffect("wait_before_retry");
    driver
      .succeed("wait_before_retry", undefined, again)
      .fail("upload", "unreachable")
      .succeed("wait_before_retry", undefined, rest);
    assert.equal(driver.flow.files[0]?.state, "retrying");
  });

  it("delays the completion until a retry has succeeded", () => {
    const driver = added().send({ type: "documents_submitted" }, { type: "request_submitted" });
    driver.fail("upload", "unreachable");
    assert.equal(driver.flow.running, "complete");
    driver.succeed("wait_before_retry", undefined).succeed("upload", undefined);
    assert.equal(driver.count("complete"), 1);
  });
});

describe("An upload", () => {
  it("is stalled until it makes progress", () => {
    const driver = added().send({ type: "file_stalled", id: "file-1" });
    assert.equal(driver.flow.files[0]?.stalled, true);
    driver.send({ type: "file_progressed", id: "file-1", sentBytes: 10 });
    assert.equal(driver.flow.files[0]?.stalled, false);
  });

  it("is one of three in parallel", () => {
    const driver = create(withChoices()).succeed("load_policy", [rule({ max_files: 9 })]);
    for (const id of ["a", "b", "c", "d", "e"]) driver.send({ type: "file_added", file: file(id) });
    assert.equal(driver.count("upload"), 3);
    driver.succeed("upload", undefined);
    assert.equal(driver.count("upload"), 4);
  });

  it("of a document outside the policy delays nothing", () => {
    const driver = create(withChoices())
      .send({ type: "file_added", file: file("old", { fileType: "INVOICE" }) })
      .succeed("load_policy", [rule()]);
    assert.equal(hasFilesInProgress(driver.flow), false);
  });
});

describe("A file that is removed", () => {
  it("before its upload, or after a refusal, changes no request", () => {
    const resting = create(withChoices()).succeed("load_policy", [rule({ max_files: 9 })]);
    for (const id of ["a", "b", "c", "waits"]) resting.send({ type: "file_added", file: file(id) });
    resting.send({ type: "file_removed", id: "waits" });
    const refused = added().fail("upload", final("file_unsafe")).send({ type: "file_removed", id: "file-1" });
    for (const driver of [resting, refused]) {
      assert.equal(driver.count("create"), 1);
      assert.equal(driver.flow.request?.id, "req-1");
    }
  });

  it("during its upload replaces the request: progress is reported late", () => {
    const driver = added().send(
      { type: "file_progressed", id: "file-1", sentBytes: 1 },
      { type: "file_removed", id: "file-1" },
    );
    assert.equal(driver.flow.running, "create");
    assert.equal(driver.count("create"), 2);
  });

  it("that the vendor may have replaces the request, to which the others are uploaded", () => {
    const driver = create(withChoices())
      .succeed("load_policy", [rule({ max_files: 3 })])
      .send({ type: "file_added", file: file("wrong") }, { type: "file_added", file: file("right") })
      .succeed("upload", undefined)
      .send({ type: "file_removed", id: "wrong" });
    assert.equal(driver.count("create"), 2);
    assert.notEqual(
      driver.pendingEffect("create").key,
      "key-req-1",
      "under the old key the server would give the old request",
    );
    answerCreate(driver, "req-2").succeed("load_policy", [rule({ max_files: 3 })]);
    assert.equal(driver.flow.step, "capture_indication");
    const sent = driver.pendingEffects.filter((effect) => effect.type === "upload");
    assert.deepEqual(sent.map(({ fileId, requestId }) => [fileId, requestId]).at(-1), ["right", "req-2"]);
  });

  it("does not submit when the new request could not be created", () => {
    const driver = added().succeed("upload", undefined).send({ type: "file_removed", id: "file-1" });
    driver.fail("create", "unreachable").send({ type: "file_added", file: file("other") });
    assert.equal(driver.count("upload"), 1);
    driver.send({ type: "documents_submitted" });
    assert.equal(driver.count("create"), 3, "the press makes it");
  });
});

describe("Photos for a document that accepts only PDF", () => {
  const photo = (id: string) => file(id, { name: `${id}.jpg`, mimeType: "image/jpeg", size: 500 });
  const prepared = (name: string) => ({ name, size: 400, mimeType: "image/jpeg" });
  const pdfOnly = () =>
    create(withChoices()).succeed("load_policy", [rule({ mime_types: ["application/pdf"], max_files: 1 })]);

  it("become pages, and one file when the user continues", () => {
    const driver = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    driver.succeed("prepare", prepared("one.jpg")).succeed("prepare", prepared("two.jpg"));
    assert.deepEqual(
      driver.flow.files.map(({ state }) => state),
      ["page", "page"],
    );
    driver.send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "review_and_submit");
    assert.deepEqual(driver.pendingEffect("prepare").pageIds, ["one", "two"]);
    driver.succeed("prepare", { name: "one.pdf", size: 900, mimeType: "application/pdf" });
    assert.deepEqual(
      driver.flow.files.map(({ name, state }) => [name, state]),
      [["one.pdf", "sending"]],
    );
  });

  it("are combined when the last of them is ready", () => {
    const driver = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    driver.succeed("prepare", prepared("one.jpg")).send({ type: "documents_submitted" });
    assert.equal(driver.count("prepare"), 2);
    assert.equal(hasFilesInProgress(driver.flow), true);
    driver.succeed("prepare", prepared("two.jpg"));
    assert.equal(driver.count("prepare"), 3);
  });

  it("leave nothing to remove where one is unreadable", () => {
    const driver = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: photo("two") },
    );
    driver.succeed("prepare", prepared("one.jpg")).fail("prepare", final("photo_unreadable"));
    assert.deepEqual(
      driver.flow.refusedFiles?.map(({ problem }) => problem.code),
      ["photo_unreadable"],
    );
    driver.send({ type: "documents_submitted" });
    assert.equal(driver.flow.step, "review_and_submit");
  });

  it("cannot be added to a PDF where one file is allowed", () => {
    const driver = pdfOnly().send(
      { type: "file_added", file: photo("one") },
      { type: "file_added", file: file("pdf") },
    );
    assert.equal(driver.flow.files.length, 1);
    assert.equal(driver.flow.refusedFiles?.[0]?.problem.code, "too_many_files");
  });
});
