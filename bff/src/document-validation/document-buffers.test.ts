import assert from "node:assert/strict";
import { test } from "node:test";
import { Copies, mostBytes } from "./document-buffers.ts";

const megabyte = 1024 * 1024;

test("a copy is what came, in its order", () => {
  const copy = new Copies().begin();
  copy.take(Buffer.from("ab"));
  copy.take(Buffer.from("c"));
  assert.equal(copy.bytes()?.toString(), "abc");
});

test("a document that is too large is not kept, nor any of it", () => {
  const copies = new Copies();
  const copy = copies.begin();
  copy.take(Buffer.alloc(mostBytes));
  assert.equal(copies.held, mostBytes);
  copy.take(Buffer.alloc(1));
  copy.take(Buffer.alloc(1));
  assert.equal(copy.bytes(), undefined);
  assert.equal(copies.held, 0);
});

test("all copies together stay within bounds, and room comes back once", () => {
  const copies = new Copies();
  const all = Array.from({ length: 10 }, () => copies.begin());
  for (const copy of all) copy.take(Buffer.alloc(6 * megabyte));
  assert.equal(copies.held, 48 * megabyte);
  assert.equal(all.filter((copy) => copy.bytes() === undefined).length, 2);
  all[0]?.drop();
  all[0]?.drop();
  assert.equal(copies.held, 42 * megabyte);
});

test("a copy does not change with the chunk that it was made from", () => {
  const chunk = Buffer.from("abc");
  const copy = new Copies().begin();
  copy.take(chunk);
  chunk.fill(0);
  assert.equal(copy.bytes()?.toString(), "abc");
});
