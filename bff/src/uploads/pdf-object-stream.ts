import { inflateSync } from "node:zlib";

/** Bytes of one compressed object stream; writers make them of some hundred objects, a few kilobytes each. */
const mostCompressed = 1024 * 1024;
/** Bytes of one, inflated. */
export const mostOfOne = 4 * 1024 * 1024;
/** Bytes between the name and the stream's beginning. */
const longestDictionary = 2_048;

/** What a finished stream gave: its bytes, or that it cannot be read. */
export type Collected = Buffer | "unreadable";

/** Bytes already looked at that may belong to a word with those that come next: `endstream` but its last. */
const overlap = 8;

/**
 * Gathers one compressed object stream of a PDF from behind its `/ObjStm` to its `endstream`. Each byte is looked at
 * and copied a few times at the most, however small the pieces are that it comes in.
 */
export class ObjectStream {
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the bytes lie once they came in more than one piece, with room for more. */
  #room: Buffer = Buffer.alloc(0);
  /** Where the content begins; undefined before the dictionary has ended. */
  #start: number | undefined;

  /** Takes further bytes; gives the stream's content once it has ended. */
  take(chunk: Buffer): Collected | undefined {
    const unseen = Math.max(0, this.#bytes.length - overlap);
    this.#add(chunk);
    const begun = this.#start !== undefined;
    this.#start ??= this.#beginning(unseen);
    if (this.#start === undefined) return this.#bytes.length > longestDictionary ? "unreadable" : undefined;
    const end = this.#bytes.indexOf("endstream", begun ? Math.max(unseen, this.#start) : this.#start);
    if (end !== -1) return inflated(this.#bytes.subarray(this.#start, end));
    return this.#bytes.length - this.#start > mostCompressed ? "unreadable" : undefined;
  }

  #add(chunk: Buffer): void {
    const taken = this.#bytes.length;
    if (taken === 0) {
      this.#bytes = chunk;
      return;
    }
    const length = taken + chunk.length;
    if (this.#room.length < length) {
      this.#room = Buffer.allocUnsafe(length * 2);
      this.#bytes.copy(this.#room);
    }
    chunk.copy(this.#room, taken);
    this.#bytes = this.#room.subarray(0, length);
  }

  #beginning(from: number): number | undefined {
    const dictionary = this.#bytes.toString("latin1", from, longestDictionary + 16);
    const found = /stream\r?\n/.exec(dictionary);
    return found === null ? undefined : from + found.index + found[0].length;
  }
}

function inflated(bytes: Buffer): Collected {
  // Uncompressed, it begins with pairs of numbers, and was seen as it came.
  if (/^\s*\d+\s+\d+\s/.test(bytes.toString("latin1", 0, 40))) return Buffer.alloc(0);
  try {
    return inflateSync(bytes, { maxOutputLength: mostOfOne });
  } catch {
    return "unreadable";
  }
}
