/** PDF names (ISO 32000) that matter here, and what each stands for. */
const meanings = {
  /** Script: actions of type JavaScript, and XFA forms, which consist of script. */
  JavaScript: "script",
  XFA: "script",
  /** Starts a program. */
  Launch: "launch",
  /** Embedded players. */
  RichMedia: "media",
  Rendition: "media",
  /** Nothing in the document can be examined. */
  Encrypt: "encrypted",
  /** Compressed objects follow. */
  ObjStm: "objects",
} as const;

export type NameMeaning = (typeof meanings)[keyof typeof meanings];

/** Escapes (`#xx`) that are read in one document. Few names have any; a million of them are there to cost time. */
export const maxEscapes = 10_000;
/** White space that is looked at between `>>` and `stream`. */
const maxGap = 8;
/** Bytes before a position that decide what stands there. */
const lookBehind = maxGap + 2;
/** Bytes that may be kept between two chunks: those, and the longest name with each letter escaped. */
const maxTail = 64;

const [slash, hash, greater] = [0x2f, 0x23, 0x3e];
const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const [letterE, letterS] = [0x65, 0x73];

type Name = {
  bytes: Buffer;
  meaning: NameMeaning;
  /** Short enough to occur by chance in some megabytes of compressed data, so that it counts outside of streams only. */
  isShort: boolean;
};

const namesByFirstByte = new Map<number, Name[]>();
for (const [name, meaning] of Object.entries(meanings)) {
  const bytes = Buffer.from(name);
  const first = bytes[0] as number;
  const names = namesByFirstByte.get(first) ?? [];
  names.push({ bytes, meaning, isShort: bytes.length < 4 });
  namesByFirstByte.set(first, names);
}

const isFirstByte = new Uint8Array(256);
for (const first of namesByFirstByte.keys()) isFirstByte[first] = 1;
isFirstByte[hash] = 1;

const isWhiteSpace = new Uint8Array(256);
for (const byte of Buffer.from("\0\t\n\f\r ")) isWhiteSpace[byte] = 1;
/** White space and delimiters (ISO 32000, 7.2.3). Every other byte belongs to the name. */
const endsName = Uint8Array.from(isWhiteSpace);
for (const byte of Buffer.from("()<>[]{}/%")) endsName[byte] = 1;

const streamKeyword = Buffer.from("stream");
const streamEnds = [Buffer.from("endstream"), Buffer.from("endobj")];

/** What a name, or a keyword that matters at its place, starts with. */
const startsOutside = new Uint8Array(256);
const startsInStream = new Uint8Array(256);
startsOutside[slash] = startsInStream[slash] = 1;
startsOutside[letterS] = startsInStream[letterE] = 1;

const incomplete = -1;
const noMatch = 0;

/** Escapes that may still be read in a document, all its parts together. */
export type EscapeBudget = { left: number };

type OnName = (meaning: NameMeaning, end: number) => void;

/** Finds the names above in bytes that come in chunks. Bytes are compared in place, because every byte passes here. */
export class NameScanner {
  readonly #escapes: EscapeBudget;
  #isInStream = false;
  /** The last bytes: some that are scanned, for `lookBehind`, and those that the next chunk may complete. */
  readonly #tail = Buffer.alloc(2 * maxTail);
  #tailLength = 0;
  /** Bytes of the tail that are scanned. */
  #scanned = 0;

  constructor(escapes: EscapeBudget) {
    this.#escapes = escapes;
  }

  /** Takes further bytes, at once: a chunk must be small. `onName` gets the offset in `chunk` behind the name. */
  scan(chunk: Buffer, onName: OnName): void {
    const before = this.#tailLength;
    const bytes = this.#withTail(chunk);
    const done = this.#scan(bytes, this.#scanned, (meaning, end) => onName(meaning, end - before));
    const kept = Math.max(0, done - lookBehind);
    // Copied, so that a few bytes do not keep a whole chunk in memory.
    this.#tailLength = bytes.copy(this.#tail, 0, kept);
    this.#scanned = done - kept;
  }

  #withTail(chunk: Buffer): Buffer {
    const length = this.#tailLength + chunk.length;
    if (length > this.#tail.length) return Buffer.concat([this.#tail.subarray(0, this.#tailLength), chunk]);
    // Chunks of a few bytes must not cost an allocation each.
    chunk.copy(this.#tail, this.#tailLength);
    return this.#tail.subarray(0, length);
  }

  /** All bytes have come. A name may stand at the very end, with nothing behind it. */
  end(onName: OnName): void {
    this.scan(Buffer.from(" "), onName);
  }

  /** Gives the offset up to which the bytes are done: what is left may be completed by the next chunk. */
  #scan(bytes: Buffer, from: number, onName: OnName): number {
    for (let at = from; this.#escapes.left >= 0; at += 1) {
      at = indexOfAny(bytes, at, this.#isInStream ? startsInStream : startsOutside);
      const byte = bytes[at];
      if (byte === undefined) break;
      let found = noMatch;
      if (byte === slash) found = this.#readName(bytes, at + 1, onName);
      else if (this.#isInStream) {
        found = streamEnd(bytes, at);
        this.#isInStream = found <= noMatch;
      } else {
        found = streamStart(bytes, at);
        this.#isInStream = found > noMatch;
      }
      if (found === incomplete) return at;
    }
    return bytes.length;
  }

  /** Compares the name that starts at `start`, which may be written with escapes: `J#61vaScript` is `JavaScript`. */
  #readName(bytes: Buffer, start: number, onName: OnName): number {
    if (start < bytes.length && isFirstByte[bytes[start] as number] === 0) return noMatch;
    let candidates: Name[] | undefined;
    let escapes = 0;
    let length = 0;
    let at = start;
    for (; ; length += 1) {
      const written = bytes[at];
      if (written === undefined) return incomplete;
      if (endsName[written] === 1) break;
      let value = written;
      if (written === hash) {
        if (at + 2 >= bytes.length) return incomplete;
        value = escapedByte(bytes, at);
        escapes += 1;
      }
      at += value === written ? 1 : 3;
      if (candidates === undefined) candidates = namesByFirstByte.get(value);
      else if (candidates.length > 1) candidates = candidates.filter((name) => name.bytes[length] === value);
      else if (candidates[0]?.bytes[length] !== value) candidates = undefined;
      if (candidates === undefined) break;
    }
    this.#escapes.left -= escapes;
    const name = candidates?.find((candidate) => candidate.bytes.length === length);
    if (name !== undefined && !(name.isShort && this.#isInStream)) onName(name.meaning, at);
    return at;
  }
}

/** The offset of the next byte that is in the set; the length when there is none. */
function indexOfAny(bytes: Buffer, from: number, set: Uint8Array): number {
  let at = from;
  while (at < bytes.length && set[bytes[at] as number] === 0) at += 1;
  return at;
}

/** The byte that `#xx` stands for; `#` itself when no two hexadecimal digits follow. */
function escapedByte(bytes: Buffer, at: number): number {
  const high = hexDigit(bytes[at + 1] as number);
  const low = hexDigit(bytes[at + 2] as number);
  return high < 0 || low < 0 ? hash : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Whether data begins here: `stream` and a line end, behind the `>>` of its dictionary. */
function streamStart(bytes: Buffer, at: number): number {
  let before = at - 1;
  while (before >= 0 && at - before <= maxGap && isWhiteSpace[bytes[before] as number] === 1) before -= 1;
  if (bytes[before] !== greater || bytes[before - 1] !== greater) return noMatch;
  const end = keywordEnd(bytes, at, streamKeyword);
  if (end <= noMatch) return end;
  const next = bytes[end];
  if (next === undefined) return incomplete;
  return next === lineFeed || next === carriageReturn ? end : noMatch;
}

function streamEnd(bytes: Buffer, at: number): number {
  let found = noMatch;
  for (const keyword of streamEnds) {
    const end = keywordEnd(bytes, at, keyword);
    if (end > noMatch) return end;
    if (end === incomplete) found = incomplete;
  }
  return found;
}

function keywordEnd(bytes: Buffer, at: number, keyword: Buffer): number {
  for (let offset = 0; offset < keyword.length; offset += 1) {
    const byte = bytes[at + offset];
    if (byte === undefined) return incomplete;
    if (byte !== keyword[offset]) return noMatch;
  }
  return at + keyword.length;
}
