/**
 * A text as a QR code (ISO/IEC 18004), made here because the code is all there is to draw: bytes of UTF-8, the smallest
 * of versions 1 to 10 that holds them (213 bytes at the most), error correction level M.
 */

/** By version: codewords of error correction in each block, and number of blocks. ISO/IEC 18004, table 9, level M. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

/** Rows of modules, `true` is dark. Undefined for a text that is too long. `mask`: 0 to 7, else the best one. */
export function qrCode(text: string, mask?: number): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= 10; version++) {
    const codewords = dataCodewords(version);
    if (bytes.length + (version > 9 ? 3 : 2) > codewords) continue;
    const bits = interleaved(version, padded(bytes, version, codewords));
    const masks = mask === undefined ? [0, 1, 2, 3, 4, 5, 6, 7] : [mask];
    const drawn = masks.map((one) => draw(version, bits, one));
    return drawn.reduce((best, other) => (penalty(other) < penalty(best) ? other : best));
  }
  return undefined;
}

/** Modules that are neither pattern nor information, in codewords of 8. */
function allCodewords(version: number): number {
  const align = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const modules = (16 * version + 128) * version + 64;
  const taken = align ? (25 * align - 10) * align - 55 : 0;
  return (modules - taken - (version > 6 ? 36 : 0)) >> 3;
}

function dataCodewords(version: number): number {
  return allCodewords(version) - at(correction, version - 1) * at(blockCounts, version - 1);
}

/** Mode, length, bytes, and filling up to the version's size. */
function padded(bytes: Uint8Array, version: number, size: number): number[] {
  const nibbles = [4, ...(version > 9 ? [0, 0] : []), bytes.length >> 4, bytes.length & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  const data: number[] = [];
  for (let index = 0; index < nibbles.length; index += 2)
    data.push((at(nibbles, index) << 4) | (nibbles[index + 1] ?? 0));
  for (let fill = 0xec; data.length < size; fill ^= 0xec ^ 0x11) data.push(fill);
  return data;
}

/** Data and error correction in blocks, a codeword of each in turn. Shorter blocks come first. */
function interleaved(version: number, data: number[]): number[] {
  const count = at(blockCounts, version - 1);
  const divisor = generator(at(correction, version - 1));
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_, index) => {
    const start = index * short + Math.max(0, index - longFrom);
    return data.slice(start, start + short + (index >= longFrom ? 1 : 0));
  });
  const checks = blocks.map((block) => remainder(block, divisor));
  return [...inTurn(blocks, short + 1), ...inTurn(checks, divisor.length)];
}

function inTurn(blocks: number[][], longest: number): number[] {
  return Array.from({ length: longest }, (_, index) =>
    blocks.flatMap((block) => (index < block.length ? [at(block, index)] : [])),
  ).flat();
}

/** Product in the field of 256 elements with the polynomial 0x11d. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((other >> bit) & 1) product ^= one;
  }
  return product;
}

/** Reed-Solomon generator polynomial of a degree, without its leading 1. */
function generator(degree: number): number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1];
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2)) {
    for (let index = 0; index < degree; index++)
      result[index] = times(at(result, index), root) ^ (result[index + 1] ?? 0);
  }
  return result;
}

function remainder(block: number[], divisor: number[]): number[] {
  const result = divisor.map(() => 0);
  for (const byte of block) {
    const factor = byte ^ (result.shift() ?? 0);
    result.push(0);
    for (const [index, part] of divisor.entries()) result[index] = at(result, index) ^ times(part, factor);
  }
  return result;
}

const masks: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + (y >> 1)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

function draw(version: number, codewords: number[], mask: number): boolean[][] {
  const size = version * 4 + 17;
  const modules: (boolean | undefined)[][] = Array.from({ length: size }, () => Array(size).fill(undefined));
  const put = (x: number, y: number, dark: unknown) => {
    if (x >= 0 && y >= 0 && x < size && y < size) (modules[y] as unknown[])[x] = Boolean(dark);
  };
  for (let index = 0; index < size; index++) {
    put(6, index, index % 2 === 0);
    put(index, 6, index % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    rings(put, x, y, 4);
  }
  const places = alignment(version);
  const last = places.length - 1;
  for (const [i, x] of places.entries()) {
    for (const [j, y] of places.entries()) {
      if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0))) rings(put, x, y, 2);
    }
  }
  information(put, version, size, mask);

  let bit = 0;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    // The column of the clock has no partner.
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (modules[y]?.[x] !== undefined) continue;
        const dark = ((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        put(x, y, dark ^ (at(masks, mask)(x, y) === 0 ? 1 : 0));
        bit++;
      }
    }
  }
  return modules as boolean[][];
}

type Put = (x: number, y: number, dark: unknown) => void;

/** A square in squares, dark in its middle: of the corners with its white border, or of the alignment. */
function rings(put: Put, x: number, y: number, radius: number): void {
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      put(x + dx, y + dy, radius > 2 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
  }
}

/** Middles of the alignment squares along one side. */
function alignment(version: number): number[] {
  if (version === 1) return [];
  return version < 7 ? [6, version * 4 + 10] : [6, version * 2 + 8, version * 4 + 10];
}

/** Level M and the mask, twice; from version 7 on the version, twice; and the module that is always dark. */
function information(put: Put, version: number, size: number, mask: number): void {
  const format = withCheck(mask, 10, 0x537) ^ 0x5412;
  for (let index = 0; index < 15; index++) {
    const dark = (format >> index) & 1;
    const far = index < 8 ? size - 1 - index : 0;
    if (index < 8) {
      put(8, index < 6 ? index : index + 1, dark);
      put(far, 8, dark);
    } else {
      put(index === 8 ? 7 : 14 - index, 8, dark);
      put(8, size - 15 + index, dark);
    }
  }
  put(8, size - 8, true);
  if (version < 7) return;
  const bits = withCheck(version, 12, 0x1f25);
  for (let index = 0; index < 18; index++) {
    const near = Math.floor(index / 3);
    const far = size - 11 + (index % 3);
    put(near, far, (bits >> index) & 1);
    put(far, near, (bits >> index) & 1);
  }
}

/** A number with the remainder of its division by a polynomial behind it (BCH). */
function withCheck(value: number, degree: number, polynomial: number): number {
  let rest = value;
  for (let index = 0; index < degree; index++) rest = (rest << 1) ^ ((rest >> (degree - 1)) * polynomial);
  return (value << degree) | rest;
}

/** How hard a drawing is to read: long runs, blocks, what looks like a corner, and more of one colour than the other. */
function penalty(modules: boolean[][]): number {
  let result = 0;
  let dark = 0;
  const turned = modules.map((_, x) => modules.map((row) => row[x] as boolean));
  for (const line of [...modules, ...turned]) {
    const text = line.map(Number).join("");
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) result += run.length - 2;
    for (const _ of text.matchAll(/(?=10111010000|00001011101)/g)) result += 40;
  }
  for (const [y, row] of modules.entries()) {
    for (const [x, module] of row.entries()) {
      dark += Number(module);
      const below = modules[y + 1];
      if (below && x + 1 < row.length && [row[x + 1], below[x], below[x + 1]].every((one) => one === module))
        result += 3;
    }
  }
  return result + Math.floor(Math.abs(dark / modules.length ** 2 - 0.5) * 20) * 10;
}

function at<Item>(list: Item[], index: number): Item {
  return list[index] as Item;
}
