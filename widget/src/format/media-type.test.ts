import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { acceptAttribute, acceptsType, mediaTypeOf } from "./media-type.ts";

describe("A file of a system that does not know its type", () => {
  const types = [
    "",
    "application/octet-stream",
    "application/x-unknown",
    "x-unknown",
    "application/download",
    "application/force-download",
    "binary/octet-stream",
    "unknown/unknown",
    "application/acrobat",
    "applications/vnd.pdf",
    "text/pdf",
    "application/x-pdf",
    "application/pdf; charset=binary",
    "APPLICATION/PDF",
  ];
  for (const type of types) {
    it(`is not refused for "${type}" when its name ends in .pdf`, () => {
      assert.equal(mediaTypeOf({ name: "Orden médica.PDF", type }), "application/pdf");
    });
  }

  it("has no type where its name has no known end either", () => {
    assert.equal(mediaTypeOf({ name: "letter", type: "application/octet-stream" }), "");
    assert.equal(mediaTypeOf({ name: "pdf.docx", type: "" }), "");
  });
});

describe("A file of a system that knows its type", () => {
  for (const type of ["text/plain", "text/html", "image/svg+xml", "application/zip", "video/mp4"]) {
    it(`is not taken for a PDF by its name when it is ${type}`, () => {
      assert.equal(mediaTypeOf({ name: "scan.pdf", type }), type);
    });
  }

  it("has the registered name of its type", () => {
    assert.equal(mediaTypeOf({ name: "a.jpg", type: "image/jpg" }), "image/jpeg");
    assert.equal(mediaTypeOf({ name: "a.jpg", type: "image/pjpeg" }), "image/jpeg");
    assert.equal(mediaTypeOf({ name: "a.png", type: "image/x-png" }), "image/png");
  });

  it("is accepted by a family, and by any type", () => {
    assert.ok(acceptsType(["image/*"], "image/webp"));
    assert.ok(acceptsType(["*/*"], "application/pdf"));
    assert.ok(!acceptsType(["image/*"], "application/pdf"));
  });
});

it("A file input also names the extensions of its types", () => {
  assert.equal(
    acceptAttribute(["application/pdf", "IMAGE/JPG"]),
    "application/pdf,image/jpeg,.pdf,.jpg,.jpeg",
  );
  assert.equal(acceptAttribute(["image/*"]), "image/*");
  assert.equal(acceptAttribute([]), "");
});
