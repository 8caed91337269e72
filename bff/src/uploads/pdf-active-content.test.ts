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

const streamOf = (data: string) => `4 0 obj << /Length ${data.length} >>\nstream\n${data}\nendstream endobj `;

/** What is found when the document comes in pieces of so many bytes. */
async function found(document: Buffer, piece = document.length): Promise<string[]> {
  const content = new ActiveContentScanner();
  for (let at = 0; at < document.length; at += piece) {
    content.update(document.subarray(at, at + piece));
    // As an upload does, which stops reading meanwhile.
    if (content.examining !== undefined) await content.examining;
  }
  content.end();
  await content.examining;
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
  ["a form made of script behind a stream", pdf(`${streamOf("/F")}<< /XFA 5 0 R >>`), ["script"]],
  [
    "a form made of script behind a stream without end",
    pdf("<< >>\nstream\nab\nendobj << /XFA 5 0 R >>"),
    ["script"],
  ],
  ["a form made of script behind the word stream", pdf("% a stream\n<< /XFA 5 0 R >>"), ["script"]],
  ["a form made of script among compressed objects", pdf(objects("5 0 << /XFA 6 0 R >>")), ["script"]],
  [
    "a form made of script among objects that are not compressed",
    pdf(objects("", () => Buffer.from("5 0 << /XFA 6 0 R >>"))),
    ["script"],
  ],
  ["the bytes of /XFA in the data of an image", pdf(streamOf("\xff/XFA \x80/XFA[/XFA")), []],
  ["the bytes of /XFA in data behind a gap", pdf("<< >> \r\n stream\r\n /XFA endstream"), []],
  ["script in the data of a stream", pdf(streamOf("/JavaScript ")), ["script"]],
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
      test(`${what} is reported as ${expected.join(", ") || "nothing"} in chunks of ${piece}`, async () => {
        assert.deepEqual(await found(document, piece), expected);
      });
    }
  }
});

describe("a PDF that is made to use CPU time", () => {
  const letters = "/#41#42#43".repeat(100_000);
  for (const [what, document] of [
    ["names", pdf(letters)],
    ["compressed names", pdf(objects(letters.slice(0, 900_000)))],
    ["slashes and escapes", pdf("/#".repeat(500_000))],
  ] as const) {
    test(`is unreadable once its ${what} have more escapes than a document needs`, async () => {
      assert.deepEqual(await found(document, 65_536), ["unreadable"]);
    });
  }

  test("is not unreadable for the escapes of a document in another script", async () => {
    assert.deepEqual(await found(pdf("/#d0#98#d0#bc#d1#8f 1 0 R ".repeat(1_000))), []);
  });

  test("does not hold up other work while its compressed objects are examined", async () => {
    const scanner = new ActiveContentScanner();
    scanner.update(pdf(objects("/R".repeat(500_000))));
    let turns = 0;
    let isExamined = false;
    void scanner.examining?.then(() => {
      isExamined = true;
    });
    while (!isExamined) {
      await new Promise(setImmediate);
      turns += 1;
    }
    assert.ok(turns >= 10, `${turns} turns of the event loop`);
  });

  test("is scanned in linear time, however many object streams it announces", async () => {
    const document = Buffer.concat(Array(20).fill(endless));
    assert.deepEqual(await found(document, 65_536), ["unreadable"]);
  });

  test("is scanned in linear time in chunks of one byte", async () => {
    const document = Buffer.concat([endless, endless, endless]);
    assert.deepEqual(await found(document, 1), ["unreadable"]);
  });

  test("is not inflated further once unreadable streams add up to the limit", async () => {
    assert.deepEqual(await found(Buffer.concat([bomb, bomb, launch])), ["launch", "unreadable"]);
    assert.deepEqual(await found(Buffer.concat([...Array(5).fill(bomb), launch])), ["unreadable"]);
  });

  test("is not inflated further once there are too many nearly empty streams", async () => {
    const tiny = objects("5 0 <<>>");
    assert.deepEqual(await found(Buffer.concat([...Array(2_000).fill(tiny), launch])), ["launch"]);
    assert.deepEqual(await found(Buffer.concat([...Array(2_100).fill(tiny), launch])), ["unreadable"]);
  });
});
