import { createInflate } from "node:zlib";

/** Bytes of one compressed object stream. Writers put some hundred objects into one: a few kilobytes. */
const maxCompressedLength = 1024 * 1024;
/** Bytes of one, inflated. */
export const maxInflatedLength = 1024 * 1024;
/** Bytes that are given at a time. Other work goes on between two of them. */
const pieceLength = 64 * 1024;
/** Bytes between the name `/ObjStm` and the start of the stream. */
const maxDictionaryLength = 2_048;

/** The content of an object stream as it stands in the document, or that it cannot be read. */
export type ObjectStreamContent = Buffer | "unreadable";

/** Bytes that were searched already and may be the start of a keyword: `endstream` without its last letter. */
const overlap = 8;

/**
 * Collects one compressed object stream of a PDF, from behind its `/ObjStm` to its `endstream`. Each byte is searched
 * and copied a few times at most, however small the chunks are.
 */
export class ObjectStreamReader {
  #bytes: Buffer = Buffer.alloc(0);
  /** Backing memory of `#bytes` once they came in several chunks, with room for more. */
  #buffer: Buffer = Buffer.alloc(0);
  /** Where the content starts; undefined before the end of the dictionary. */
  #start: number | undefined;

  /** Takes further bytes. Gives the content once the stream has ended. */
  update(chunk: Buffer): ObjectStreamContent | undefined {
    const unsearched = Math.max(0, this.#bytes.length - overlap);
    this.#append(chunk);
    const hadStarted = this.#start !== undefined;
    this.#start ??= this.#findStart(unsearched);
    if (this.#start === undefined) return this.#bytes.length > maxDictionaryLength ? "unreadable" : undefined;
    const from = hadStarted ? Math.max(unsearched, this.#start) : this.#start;
    const end = this.#bytes.indexOf("endstream", from);
    if (end !== -1) return this.#bytes.subarray(this.#start, end);
    return this.#bytes.length - this.#start > maxCompressedLength ? "unreadable" : undefined;
  }

  #append(chunk: Buffer): void {
    const used = this.#bytes.length;
    if (used === 0) {
      this.#bytes = chunk;
      return;
    }
    const length = used + chunk.length;
    if (this.#buffer.length < length) {
      this.#buffer = Buffer.allocUnsafe(length * 2);
      this.#bytes.copy(this.#buffer);
    }
    chunk.copy(this.#buffer, used);
    this.#bytes = this.#buffer.subarray(0, length);
  }

  #findStart(from: number): number | undefined {
    const dictionary = this.#bytes.toString("latin1", from, maxDictionaryLength + 16);
    const keyword = /stream\r?\n/.exec(dictionary);
    return keyword === null ? undefined : from + keyword.index + keyword[0].length;
  }
}

/**
 * The objects of a stream in pieces, inflated on the thread pool. Throws when they are in no compression that is read,
 * or are more than `maxInflatedLength`.
 */
export async function* inflate(content: Buffer): AsyncGenerator<Buffer> {
  // An uncompressed one starts with pairs of numbers.
  if (/^\s*\d+\s+\d+\s/.test(content.toString("latin1", 0, 40))) {
    yield content;
    return;
  }
  const stream = createInflate({ chunkSize: pieceLength });
  stream.end(content);
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maxInflatedLength) throw new RangeError("too many objects");
    yield piece;
  }
}
