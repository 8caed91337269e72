import assert from "node:assert/strict";
import { describe, it } from "node:test";
import jsQR from "jsqr";
import { qrModules } from "./qr-image.ts";

/** What a scanner reads from the modules, drawn with 4 modules of white around them, at 4 pixels a module. */
function scan(modules: boolean[][] | undefined) {
  assert.ok(modules);
  const scale = 4;
  const width = (modules.length + 8) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++)
      if (modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4])
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return jsQR(pixels, width, width);
}

describe("A QR code", () => {
  for (const text of [
    "A",
    "AUTH-2026-000123",
    "AUTH-2026-000123 ".repeat(4),
    "AUTH-2026-000123 ".repeat(7),
    "AUTH-2026-000123 ".repeat(12),
    "autorización-ñ-№",
    "x".repeat(213),
  ]) {
    it(`is read by a scanner as its text: ${text.length} characters, ${text.slice(0, 20)}`, () => {
      assert.equal(scan(qrModules(text))?.data, text);
    });
  }

  it("names no character set for plain letters: older scanners write its number before the text", () => {
    for (const text of ["AUTH-2026-000123", "auth-2026-000123"])
      assert.ok(
        scan(qrModules(text))?.chunks.every(({ type }) => type !== "eci"),
        text,
      );
  });

  it("can be read with a corner of its data covered", () => {
    const modules = qrModules("AUTH-2026-000123");
    for (const row of modules?.slice(-4) ?? []) row.fill(true, -4);
    assert.equal(scan(modules)?.data, "AUTH-2026-000123");
  });

  it("uses the smallest version that holds the text", () => {
    assert.equal(qrModules("x".repeat(14))?.length, 21);
    assert.equal(qrModules("x".repeat(15))?.length, 25);
    assert.equal(qrModules("x".repeat(213))?.length, 57);
  });

  it("is undefined for a text that is too long", () => {
    assert.equal(qrModules("x".repeat(214)), undefined);
    assert.equal(qrModules("x".repeat(5_000)), undefined);
  });
});
