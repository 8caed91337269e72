import { inflateSync } from "node:zlib";

/** Bytes of one compressed object stream; writers make them of some hundred objects, a few kilobytes each. */
const mostCompressed = 1024 * 1024;
const mostInflated = 4 * 1024 * 1024;
/** Bytes between the name and the stream's beginning. */
const longestDictionary = 2_048;

/** What a finished stream gave: its bytes, or that it cannot be read. */
export type Collected = Buffer | "unreadable";

/** Gathers one compressed object stream of a PDF from behind its `/ObjStm` to its `endstream`. */
export class ObjectStream {
  #bytes: Buffer = Buffer.alloc(0);
  #begun = false;

  /** Takes further bytes; gives the stream's content once it has ended. */
  take(chunk: Buffer): Collected | undefined {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (!this.#begun && !this.#begin()) {
      return this.#bytes.length > longestDictionary ? "unreadable" : undefined;
    }
    const end = this.#bytes.indexOf("endstream");
    if (end !== -1) return inflated(this.#bytes.subarray(0, end));
    return this.#bytes.length > mostCompressed ? "unreadable" : undefined;
  }

  #begin(): boolean {
    const dictionary = this.#bytes.toString("latin1", 0, longestDictionary + 16);
    const start = /stream\r?\n/.exec(dictionary);
    if (start === null) return false;
    this.#begun = true;
    this.#bytes = this.#bytes.subarray(start.index + start[0].length);
    return true;
  }
}

function inflated(bytes: Buffer): Collected {
  // Uncompressed, it begins with pairs of numbers, and was seen as it came.
  if (/^\s*\d+\s+\d+\s/.test(bytes.toString("latin1", 0, 40))) return Buffer.alloc(0);
  try {
    return inflateSync(bytes, { maxOutputLength: mostInflated });
  } catch {
    return "unreadable";
  }
}
