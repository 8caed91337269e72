import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { detectFileType } from "./file-signature.ts";

const typeOf = (start: string) => detectFileType(Buffer.from(start, "latin1"))?.mimeType;

describe("the type of a file by its first bytes", () => {
  const accepted: [string, string, string][] = [
    ["PDF", "%PDF-1.7\n", "application/pdf"],
    ["PDF behind a byte order mark", "\xef\xbb\xbf%PDF-1.7", "application/pdf"],
    ["PDF behind a line break", "\r\n%PDF-1.7", "application/pdf"],
    ["PDF behind white space and NUL", " \t\0\0\n%PDF-1.7", "application/pdf"],
    [
      "PDF in a printer's job",
      "\x1b%-12345X@PJL SET DUPLEX=OFF\r\n@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.4",
      "application/pdf",
    ],
    ["PDF behind a printer's reset", "\x1b%-12345X%PDF-1.4", "application/pdf"],
    [
      "PDF behind the headers of a mail",
      'Content-Type: application/pdf;\r\n\tname="a.pdf"\r\nX-Spam: no\r\n\r\n%PDF-1.4',
      "application/pdf",
    ],
    ["PDF whose header ends the first kilobyte", `${" ".repeat(1_019)}%PDF-1.4`, "application/pdf"],
    ["JPEG", "\xff\xd8\xff\xe0", "image/jpeg"],
    ["PNG", "\x89PNG\r\n\x1a\n", "image/png"],
    ["PNG that holds the header of a PDF", "\x89PNG\r\n\x1a\n%PDF-1.7", "image/png"],
  ];
  for (const [what, start, type] of accepted) {
    test(`${what} is ${type}`, () => assert.equal(typeOf(start), type));
  }

  const refused: [string, string][] = [
    ["a PDF whose header begins beyond the first kilobyte", `${" ".repeat(1_020)}%PDF-1.4`],
    ["a GIF before a PDF", "GIF89a%PDF-1.4"],
    ["a GIF of text before a PDF", "GIF89a    \n%PDF-1.4"],
    ["a program before a PDF", "MZ\x90\0\n%PDF-1.4"],
    ["an archive before a PDF", "PK\x03\x04\x14\0\n%PDF-1.4"],
    ["a script before a PDF", "#!/bin/sh\n%PDF-1.4"],
    ["a page before a PDF", "<html>\n%PDF-1.4"],
    ["the part of another multipart body", "--inner\r\n\r\n%PDF-1.4"],
    ["PostScript before a PDF", "%!PS-Adobe-3.0\n%PDF-1.4"],
    ["an image behind a byte order mark", "\xef\xbb\xbf\x89PNG\r\n\x1a\n"],
    ["a PNG behind a line break", "\n\x89PNG\r\n\x1a\n"],
    ["the header of a PDF cut short", "%PDF"],
  ];
  for (const [what, start] of refused) {
    test(`${what} is not accepted`, () => assert.equal(typeOf(start), undefined));
  }

  test("a kilobyte of headers and white space is examined in linear time", () => {
    for (const line of ["A: \n \n", "A: x\n \n \n", " \n\t\n", "@PJL \r\n"]) {
      assert.equal(typeOf(`${line.repeat(1_000).slice(0, 1_000)}!%PDF-`), undefined);
    }
  });
});
