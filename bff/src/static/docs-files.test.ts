import assert from "node:assert/strict";
import { test } from "node:test";
import { docsFiles } from "./docs-files.ts";

test("a file that could not be read once is read again when it is asked for again", async () => {
  let isFailing = true;
  const files = docsFiles(async () => {
    if (isFailing) throw Object.assign(new Error("too many open files"), { code: "EMFILE" });
    return Buffer.from("read");
  });
  await assert.rejects(
    files("docs-page.js", () => false),
    { code: "EMFILE" },
  );
  isFailing = false;
  assert.equal((await files("docs-page.js", () => false))?.bytes.toString(), "read");
});

test("a file is read once, however often it is asked for", async () => {
  let reads = 0;
  const files = docsFiles(async () => {
    reads += 1;
    return Buffer.from("read");
  });
  await Promise.all([files("", () => true), files("", () => false)]);
  await files("", () => true);
  assert.equal(reads, 1);
});
