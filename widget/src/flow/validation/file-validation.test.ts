import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../../testing/fixtures.ts";
import { combinesPhotos, defaultMaxBytes, maxBytesOf, validateFile } from "./file-validation.ts";

const photo = (size: number, mimeType = "image/jpeg", name = "IMG_1.jpg") =>
  file("a", { size, mimeType, name });
const outcomeOf = (
  ...[chosen, one, room = true]: [ReturnType<typeof file>, ReturnType<typeof rule>, boolean?]
) => {
  const { state, problem } = validateFile(chosen, one, room);
  return problem?.code ?? state;
};
const pdfOnly = (change = {}) => rule({ mime_types: ["application/pdf"], ...change });

describe("A chosen file", () => {
  it("within the limits is sent as it is", () => {
    assert.equal(outcomeOf(file(), rule()), "waiting");
    assert.equal(outcomeOf(photo(900_000), rule()), "waiting");
  });

  it("outside a limit has a problem of its own for each", () => {
    assert.equal(outcomeOf(file("a", { size: 0 }), rule()), "file_empty");
    assert.equal(outcomeOf(file("a", { size: 2_000_000 }), rule()), "file_too_large");
    assert.equal(outcomeOf(file("a", { mimeType: "text/plain" }), rule()), "file_type_not_allowed");
    assert.equal(outcomeOf(file(), rule(), false), "too_many_files");
  });

  it("may have 10 MiB where the sponsor has no limit", () => {
    const silent = rule({ max_size_bytes: undefined });
    assert.equal(maxBytesOf(silent), 10_485_760);
    assert.equal(outcomeOf(file("a", { size: defaultMaxBytes }), silent), "waiting");
    assert.equal(outcomeOf(file("a", { size: defaultMaxBytes + 1 }), silent), "file_too_large");
  });

  it("has the type of its extension where the browser knows none", () => {
    const nameless = (name: string) => file("a", { name, mimeType: "" });
    assert.equal(validateFile(nameless("Scan.PDF"), rule(), true).mimeType, "application/pdf");
    assert.equal(outcomeOf(nameless("IMG_2.HEIC"), rule()), "preparing");
    assert.equal(outcomeOf(nameless("letter"), rule()), "waiting", "the server decides by its bytes");
  });

  it("is accepted however the sponsor writes its type", () => {
    const written = rule({ mime_types: ["IMAGE/JPG", "application/x-pdf"] });
    assert.equal(outcomeOf(photo(1000), written), "waiting");
    assert.equal(outcomeOf(file(), written), "waiting");
    assert.equal(outcomeOf(photo(1000, "image/webp"), rule({ mime_types: ["image/*"] })), "waiting");
  });
});

describe("A photo", () => {
  it("that is large is scaled down, whatever the limit", () => {
    assert.equal(outcomeOf(photo(20_000_000), rule()), "preparing");
    assert.equal(outcomeOf(photo(3_000_000), rule({ max_size_bytes: undefined })), "preparing");
    assert.equal(outcomeOf(photo(300_000), rule({ max_size_bytes: 200_000 })), "preparing");
  });

  it("of another type is converted to one that the sponsor accepts", () => {
    assert.equal(outcomeOf(photo(1000, "image/heic"), rule()), "preparing");
    assert.equal(outcomeOf(photo(1000, "image/webp"), rule()), "preparing");
    assert.equal(outcomeOf(photo(1000), pdfOnly()), "preparing");
  });

  it("is refused where no conversion is possible", () => {
    assert.equal(outcomeOf(photo(1000, "image/svg+xml"), rule()), "file_type_not_allowed");
    assert.equal(
      outcomeOf(photo(1000), rule({ mime_types: ["application/dicom"] })),
      "file_type_not_allowed",
    );
    assert.equal(outcomeOf(photo(90_000_000), rule()), "file_too_large");
  });

  it("becomes a page only where no image is accepted", () => {
    assert.equal(combinesPhotos(pdfOnly()), true);
    assert.equal(combinesPhotos(rule()), false);
    assert.equal(combinesPhotos(rule({ mime_types: ["image/png"] })), false);
  });
});
