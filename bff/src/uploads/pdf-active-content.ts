import { type EscapeBudget, maxEscapes, type NameMeaning, NameScanner } from "./pdf-name-scanner.ts";
import { inflate, maxInflatedLength, ObjectStreamReader } from "./pdf-object-stream.ts";

/** Active content of a document. `unreadable`: parts that cannot be examined. */
export type Finding = Exclude<NameMeaning, "objects"> | "unreadable";

/** Bytes of compressed objects that are examined in one document, inflated. */
const maxInflatedInAll = 4 * 1024 * 1024;
/** What an object stream counts for at least: starting one takes time too. */
const minStreamCost = 2_048;

/**
 * Looks for script, launch actions and the like in a PDF while it passes through. It scans every byte, whatever the
 * document's structure claims, because readers take other paths through a file. It finds active content in documents
 * that do not hide it, and is no virus scanner.
 *
 * A chunk is scanned at once, so chunks must be small; compressed objects are inflated and scanned in the background.
 */
export class ActiveContentScanner {
  readonly #findings = new Set<Finding>();
  readonly #escapes: EscapeBudget = { left: maxEscapes };
  readonly #names = new NameScanner(this.#escapes);
  #reader: ObjectStreamReader | undefined;
  #queue: Buffer[] = [];
  #examining: Promise<void> | undefined;
  #inflated = 0;

  get findings(): ReadonlySet<Finding> {
    return this.#findings;
  }

  /** Settles when everything so far is examined; undefined when it is. Never rejects. */
  get examining(): Promise<void> | undefined {
    return this.#examining;
  }

  update(chunk: Buffer): void {
    let fed = 0;
    this.#names.scan(chunk, (meaning, end) => {
      if (meaning !== "objects") {
        this.#findings.add(meaning);
        return;
      }
      if (this.#reader !== undefined) this.#feed(chunk.subarray(fed, end));
      fed = end;
      // Past the limit the document is `unreadable` already, and further streams are not collected.
      if (this.#inflated <= maxInflatedInAll) this.#reader ??= new ObjectStreamReader();
    });
    if (this.#reader !== undefined) this.#feed(chunk.subarray(fed));
    this.#checkEscapes();
  }

  /** The document has ended. Compressed objects may still be `examining`. */
  end(): void {
    this.#names.end(this.#record);
    if (this.#reader !== undefined) this.#findings.add("unreadable");
  }

  /** Drops what has not been examined yet. */
  stop(): void {
    this.#queue = [];
    this.#reader = undefined;
  }

  #feed(bytes: Buffer): void {
    const content = this.#reader?.update(bytes);
    if (content === undefined) return;
    this.#reader = undefined;
    if (content === "unreadable") {
      this.#findings.add("unreadable");
      this.#inflated += maxInflatedLength;
      return;
    }
    // Copied, so that objects in the queue do not keep whole chunks in memory.
    this.#queue.push(Buffer.from(content));
    this.#examining ??= this.#examineQueue();
  }

  async #examineQueue(): Promise<void> {
    for (let content = this.#queue.shift(); content !== undefined; content = this.#queue.shift()) {
      if (this.#inflated <= maxInflatedInAll) await this.#examine(content);
    }
    this.#examining = undefined;
  }

  async #examine(content: Buffer): Promise<void> {
    const names = new NameScanner(this.#escapes);
    let length = 0;
    try {
      for await (const piece of inflate(content)) {
        length += piece.length;
        names.scan(piece, this.#record);
        this.#checkEscapes();
      }
      names.end(this.#record);
      this.#inflated += Math.max(length, minStreamCost);
    } catch {
      this.#findings.add("unreadable");
      // One that is no compressed data may have been inflated up to the limit.
      this.#inflated += maxInflatedLength;
    }
    if (this.#inflated > maxInflatedInAll) this.#findings.add("unreadable");
  }

  readonly #record = (meaning: NameMeaning): void => {
    if (meaning !== "objects") this.#findings.add(meaning);
  };

  #checkEscapes(): void {
    if (this.#escapes.left < 0) this.#findings.add("unreadable");
  }
}
