import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { qrModules } from "./qr-image.ts";

const drawn = (text: string, mask?: number) =>
  qrModules(text, mask)
    ?.map((row) => row.map((dark) => (dark ? "#" : ".")).join(""))
    .join("\n");
const digest = (text: string | undefined) =>
  createHash("sha256").update(String(text)).digest("hex").slice(0, 16);

/** Drawn by another encoder (libqrencode 4.1.1, `-8 -l M`), with the mask that it chose. */
const known = `
#######.##.#####..#######
#.....#..##....#..#.....#
#.###.#.#.#..#....#.###.#
#.###.#...#....#..#.###.#
#.###.#..##.#..##.#.###.#
#.....#.#..#.##.#.#.....#
#######.#.#.#.#.#.#######
...........###.#.........
#.#...##.#...#.#...#..#.#
...#.#.####.#..#..#..#.#.
##..#.#..###.####..#.##.#
...#.#.###....##.#.#.#.#.
.###.##..#...###.##..##.#
..####.#..#..###.##...##.
##.#.##...##...#.###.##.#
...#....#....#.........#.
###.#.#....###.#######.##
........###.#..##...###..
#######.###.###.#.#.#.#.#
#.....#...###.#.#...#....
#.###.#..#...########..##
#.###.#..#...##....##..#.
#.###.#.##.#...##..###.##
#.....#...#..#.##........
#######.#..###.######...#`.trim();

describe("A QR code", () => {
  it("has the modules of another encoder", () => {
    assert.equal(drawn("AUTH-2026-000123", 1), known);
  });

  for (const [version, text, mask, expected] of [
    [1, "A", 4, "4d56e8efba179621"],
    [5, "AUTH-2026-000123 ".repeat(4), 6, "a57c9708e4c30961"],
    [7, "AUTH-2026-000123 ".repeat(7), 3, "ef466f6ed79957b0"],
    [8, "AUTH-2026-000123 ".repeat(8), 2, "9a7f2302a8ab7f18"],
    [9, "AUTH-2026-000123 ".repeat(10), 2, "63dc24f64dac0372"],
    [10, "AUTH-2026-000123 ".repeat(12), 3, "ac0968fc258a6128"],
  ] as const) {
    it(`has them also in version ${version}`, () => {
      assert.equal(qrModules(text)?.length, version * 4 + 17);
      assert.equal(digest(drawn(text, mask)), expected);
    });
  }

  it("uses the smallest version that holds the text", () => {
    assert.equal(qrModules("x".repeat(14))?.length, 21);
    assert.equal(qrModules("x".repeat(15))?.length, 25);
    assert.equal(qrModules("x".repeat(213))?.length, 57);
  });

  it("is undefined for a text that is too long", () => {
    assert.equal(qrModules("x".repeat(214)), undefined);
  });

  it("uses the mask with the lowest penalty", () => {
    const all = Array.from({ length: 8 }, (_, mask) => drawn("AUTH-2026-000123", mask));
    assert.equal(new Set(all).size, 8);
    assert.ok(all.includes(drawn("AUTH-2026-000123")));
  });
});
