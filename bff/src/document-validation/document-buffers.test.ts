import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentBuffers, maxDocumentBytes } from "./document-buffers.ts";

const megabyte = 1024 * 1024;

test("a buffer holds the chunks in their order", () => {
  const buffer = new DocumentBuffers().create();
  buffer.append(Buffer.from("ab"));
  buffer.append(Buffer.from("c"));
  assert.equal(buffer.bytes()?.toString(), "abc");
});

test("a document that is too large is not kept, nor any part of it", () => {
  const buffers = new DocumentBuffers();
  const buffer = buffers.create();
  buffer.append(Buffer.alloc(maxDocumentBytes));
  assert.equal(buffers.totalBytes, maxDocumentBytes);
  buffer.append(Buffer.alloc(1));
  buffer.append(Buffer.alloc(1));
  assert.equal(buffer.bytes(), undefined);
  assert.equal(buffers.totalBytes, 0);
});

test("all buffers together stay within their limit, and memory is freed once", () => {
  const buffers = new DocumentBuffers();
  const all = Array.from({ length: 10 }, () => buffers.create());
  for (const buffer of all) buffer.append(Buffer.alloc(6 * megabyte));
  assert.equal(buffers.totalBytes, 48 * megabyte);
  assert.equal(all.filter((buffer) => buffer.bytes() === undefined).length, 2);
  all[0]?.release();
  all[0]?.release();
  assert.equal(buffers.totalBytes, 42 * megabyte);
});

test("a buffer does not change with the chunk that it was given", () => {
  const chunk = Buffer.from("abc");
  const buffer = new DocumentBuffers().create();
  buffer.append(chunk);
  chunk.fill(0);
  assert.equal(buffer.bytes()?.toString(), "abc");
});
