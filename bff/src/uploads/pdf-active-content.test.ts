import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateSync } from "node:zlib";
import { ActiveContentScanner } from "./pdf-active-content.ts";

const pdf = (body: string | Buffer) =>
  Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    Buffer.from(body as string, "latin1"),
    Buffer.from("\ntrailer\n%%EOF"),
  ]);

const objects = (content: string, filter = deflateSync) =>
  Buffer.concat([
    Buffer.from("7 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n"),
    filter(Buffer.from(content)),
    Buffer.from("\nendstream\nendobj\n"),
  ]);

/** What is found when the document comes in pieces of so many bytes. */
function found(document: Buffer, piece = document.length): string[] {
  const content = new ActiveContentScanner();
  for (let at = 0; at < document.length; at += piece) content.update(document.subarray(at, at + piece));
  content.end();
  return [...content.findings].toSorted();
}

const cases: [string, Buffer, string[]][] = [
  ["an ordinary document", pdf("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj"), []],
  ["script", pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), ["script"]],
  ["script whose name is written in another way", pdf("<< /S /J#61v#61Script >>"), ["script"]],
  [
    "script whose name is escaped from its first letter",
    pdf("<< /S /#4a#61#76#61#53#63#72#69#70#74 >>"),
    ["script"],
  ],
  ["a form made of script", pdf("<< /AcroForm << /XFA [ ] >> >>"), ["script"]],
  ["an action that starts a program", pdf("<< /S /Launch /F (cmd.exe) >>"), ["launch"]],
  ["an embedded player", pdf("<< /Subtype /RichMedia >>"), ["media"]],
  ["encryption", pdf("trailer << /Encrypt 9 0 R >>"), ["encrypted"]],
  ["a longer name that begins alike", pdf("/JavaScripts /Launcher /XFAB /EncryptMetadata"), []],
  ["the word in a text", pdf("(JavaScript and Launch)"), []],
  ["a name at the very end", Buffer.from("%PDF-1.7 /Launch"), ["launch"]],
  ["script among compressed objects", pdf(objects("5 0 << /S /JavaScript >>")), ["script"]],
  ["compressed objects without any", pdf(objects("5 0 << /Type /Catalog >>")), []],
  [
    "two streams of objects, script in the second",
    pdf(Buffer.concat([objects("5 0 <<>>"), objects("6 0 << /S /Launch >>")])),
    ["launch"],
  ],
  [
    "objects in no compression that we read",
    pdf(objects("x", (text) => Buffer.from(`<~${text}~>`))),
    ["unreadable"],
  ],
  [
    "objects that are not compressed",
    pdf(objects("", () => Buffer.from("5 0 << /S /Launch >>"))),
    ["launch"],
  ],
  ["a stream of objects that never ends", pdf(objects("5 0 <<>>").subarray(0, -20)), ["unreadable"]],
  ["objects that grow without measure", pdf(objects("0".repeat(20_000_000))), ["unreadable"]],
];

/** A megabyte of compressed objects without an end, in which others are said to begin all the time. */
const endless = Buffer.from(`/ObjStm stream\n${"/ObjStm ".repeat(130_000)}`);
const bomb = objects("0".repeat(5_000_000));
const launch = objects("6 0 << /S /Launch >>");

describe("what a PDF carries", () => {
  for (const [what, document, expected] of cases) {
    for (const piece of [document.length, 7, 1]) {
      // Byte for byte, the largest would take its time and prove no more.
      if (piece === 1 && document.length > 10_000) continue;
      test(`${what} is seen as ${expected.join(", ") || "nothing"} in pieces of ${piece}`, () => {
        assert.deepEqual(found(document, piece), expected);
      });
    }
  }
});

describe("a PDF that is made to keep its reader busy", () => {
  test("is looked at in no more than its own time, however often objects are said to begin", () => {
    const document = Buffer.concat(Array(20).fill(endless));
    assert.deepEqual(found(document, 65_536), ["unreadable"]);
  });

  test("is looked at in no more than its own time, in pieces of one byte", () => {
    const document = Buffer.concat([endless, endless, endless]);
    assert.deepEqual(found(document, 1), ["unreadable"]);
  });

  test("is inflated no further once what could not be read adds up to the most of a document", () => {
    assert.deepEqual(found(Buffer.concat([bomb, bomb, launch])), ["launch", "unreadable"]);
    assert.deepEqual(found(Buffer.concat([...Array(5).fill(bomb), launch])), ["unreadable"]);
  });

  test("is inflated no further once there are too many that hold next to nothing", () => {
    const tiny = objects("5 0 <<>>");
    assert.deepEqual(found(Buffer.concat([...Array(8_000).fill(tiny), launch])), ["launch"]);
    assert.deepEqual(found(Buffer.concat([...Array(8_200).fill(tiny), launch])), ["unreadable"]);
  });
});
