import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hasForeignHeader, ZipDetector } from "./polyglot.ts";

const zipEnd = (comment = "") => {
  const record = Buffer.alloc(22);
  record.write("PK\x05\x06", "latin1");
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, Buffer.from(comment)]);
};

function isArchive(bytes: Buffer, piece = 1_000): boolean {
  const end = new ZipDetector();
  for (let at = 0; at < bytes.length; at += piece) end.update(bytes.subarray(at, at + piece));
  return end.isArchive;
}

describe("a document that is a file of another format too", () => {
  const twice: [string, string, string][] = [
    ["a page", "application/pdf", "%PDF-1.7\n<html><script>1</script>"],
    ["a page in capitals", "image/png", "\x89PNG\r\n\x1a\n<!DOCTYPE HTML>"],
    ["a drawing with script", "image/jpeg", "\xff\xd8\xff\xe0<svg onload=1>"],
    ["a program for servers", "image/jpeg", "\xff\xd8\xff\xe0<?php system($_GET[0]);"],
    ["a PDF", "image/png", "\x89PNG\r\n\x1a\n%PDF-1.7"],
    ["a second PDF", "application/pdf", "%PDF-1.7\n%PDF-1.4"],
    ["a page before its own", "application/pdf", "<html>\n%PDF-1.7\n1 0 obj"],
    ["a page behind a comment with a parenthesis", "application/pdf", "%PDF-1.7\n%(\n<html>"],
    ["a page behind a text", "application/pdf", "%PDF-1.7\n(a \\) text)<html>"],
  ];
  for (const [what, type, start] of twice) {
    test(`${type} with the header of ${what} is detected`, () => {
      assert.equal(hasForeignHeader(Buffer.from(start, "latin1"), type), true);
    });
  }

  const plain: [string, string][] = [
    ["plain", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"],
    [
      "with a drawing's tag in its title",
      "%PDF-1.7\n1 0 obj << /Title (How to write <svg> (and <html>) in \\( ) >>",
    ],
    ["with a tag in a text beyond the first kilobyte", `%PDF-1.7\n<< /Title (${"a <body> ".repeat(200)}) >>`],
    ["with its header line twice", "%PDF-1.4\n%PDF-1.4\n1 0 obj"],
    ["behind a line break", "\r\n%PDF-1.4\n1 0 obj"],
  ];
  for (const [what, start] of plain) {
    test(`a PDF ${what} is not refused for a foreign header`, () => {
      assert.equal(hasForeignHeader(Buffer.from(start, "latin1"), "application/pdf"), false);
    });
  }

  for (const piece of [1, 1_000, 200_000]) {
    test(`an archive behind it is detected in chunks of ${piece}`, () => {
      const picture = Buffer.alloc(piece === 1 ? 100 : 150_000, 7);
      assert.equal(isArchive(Buffer.concat([picture, zipEnd()]), piece), true);
      assert.equal(isArchive(Buffer.concat([picture, zipEnd("with a comment")]), piece), true);
      assert.equal(isArchive(picture, piece), false);
    });
  }

  test("an archive with the longest comment is detected", () => {
    assert.equal(isArchive(Buffer.concat([Buffer.alloc(99_999, 7), zipEnd("c".repeat(65_535))])), true);
  });

  test("the archive's signature alone, inside an image, is not an archive", () => {
    assert.equal(isArchive(Buffer.concat([zipEnd(), Buffer.alloc(500, 7)])), false);
  });
});
