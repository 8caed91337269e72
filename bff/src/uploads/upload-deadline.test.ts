import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { UploadDeadline } from "./upload-deadline.ts";

let received = 0;
let ends: string[] = [];
let deadline: UploadDeadline;

describe("the deadline of an upload", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
    received = 0;
    ends = [];
    deadline = new UploadDeadline(
      () => received,
      (isPaused) => ends.push(isPaused ? "vendor" : "client"),
    );
  });
  afterEach(() => {
    deadline.clear();
    mock.timers.reset();
  });

  /** Ten seconds in which so many bytes come. */
  function pass(bytes: number): void {
    received += bytes;
    mock.timers.tick(10_000);
  }

  test("a client that sends less than 10 KB a second is too slow", () => {
    pass(100_000);
    assert.deepEqual(ends, []);
    pass(99_999);
    assert.deepEqual(ends, ["client"]);
  });

  test("a client is not blamed for bytes that the vendor does not take", () => {
    deadline.setPaused(true);
    for (let window = 0; window < 11; window += 1) pass(0);
    assert.deepEqual(ends, []);
    pass(0);
    assert.deepEqual(ends, ["vendor"]);
  });

  test("a client that goes on for two minutes is too slow, whatever its rate", () => {
    for (let window = 0; window < 12; window += 1) pass(1_000_000);
    assert.deepEqual(ends, ["client"]);
  });

  test("a client is measured again once the vendor takes bytes", () => {
    deadline.setPaused(true);
    pass(0);
    deadline.setPaused(false);
    pass(0);
    assert.deepEqual(ends, []);
    pass(0);
    assert.deepEqual(ends, ["client"]);
  });
});
