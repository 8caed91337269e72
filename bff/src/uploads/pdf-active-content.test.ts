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

describe("active content of a PDF", () => {
  for (const [what, document, expected] of cases) {
    for (const piece of [document.length, 7, 1]) {
      // Byte for byte, the largest would take its time and prove no more.
      if (piece === 1 && document.length > 10_000) continue;
      test(`${what} is reported as ${expected.join(", ") || "nothing"} in chunks of ${piece}`, () => {
        assert.deepEqual(found(document, piece), expected);
      });
    }
  }
});

describe("a PDF that is made to use CPU time", () => {
  test("is scanned in linear time, however many object streams it announces", () => {
    const document = Buffer.concat(Array(20).fill(endless));
    assert.deepEqual(found(document, 65_536), ["unreadable"]);
  });

  test("is scanned in linear time in chunks of one byte", () => {
    const document = Buffer.concat([endless, endless, endless]);
    assert.deepEqual(found(document, 1), ["unreadable"]);
  });

  test("is not inflated further once unreadable streams add up to the limit", () => {
    assert.deepEqual(found(Buffer.concat([bomb, bomb, launch])), ["launch", "unreadable"]);
    assert.deepEqual(found(Buffer.concat([...Array(5).fill(bomb), launch])), ["unreadable"]);
  });

  test("is not inflated further once there are too many nearly empty streams", () => {
    const tiny = objects("5 0 <<>>");
    assert.deepEqual(found(Buffer.concat([...Array(8_000).fill(tiny), launch])), ["launch"]);
    assert.deepEqual(found(Buffer.concat([...Array(8_200).fill(tiny), launch])), ["unreadable"]);
  });
});
