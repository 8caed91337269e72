import { findNames, type Telling } from "./pdf-name-scanner.ts";
import { type Collected, mostOfOne, ObjectStream } from "./pdf-object-stream.ts";

/** What a document carries besides what can be seen. `unreadable`: parts that hide from being examined. */
export type Finding = Exclude<Telling, "objects"> | "unreadable";

/** Bytes of compressed objects that are looked into for one document, inflated. */
const mostInflated = 16 * 1024 * 1024;
/** What one counts for at the least: to begin with it takes time as well. */
const leastOfOne = 2_048;

/**
 * Looks for script, launch actions and the like in a PDF while it passes through. Every byte is looked at whatever
 * structure it claims to have, because readers follow other paths through a file than we do. It tells documents that
 * are made in good faith from others; it is no virus scanner.
 */
export class ActiveContent {
  readonly #found = new Set<Finding>();
  #rest: Buffer | undefined;
  #stream: ObjectStream | undefined;
  #inflated = 0;

  get found(): ReadonlySet<Finding> {
    return this.#found;
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    let fed = 0;
    const feed = (to: number) => {
      if (to > fed) this.#feed(bytes.subarray(fed, to));
      fed = Math.max(fed, to);
    };
    const settled = findNames(bytes, (telling, end) => {
      if (telling !== "objects") this.#found.add(telling);
      else {
        feed(end);
        // Past the most, it was said to be unreadable; what comes then is not even gathered.
        if (this.#inflated <= mostInflated) this.#stream ??= new ObjectStream();
      }
    });
    feed(settled);
    // Copied: what is left of a chunk must not keep the whole of it in memory.
    this.#rest = settled < bytes.length ? Buffer.from(bytes.subarray(settled)) : undefined;
  }

  /** The document has ended. */
  end(): void {
    if (this.#rest !== undefined) this.take(Buffer.from(" "));
    if (this.#stream !== undefined) this.#found.add("unreadable");
  }

  #feed(bytes: Buffer): void {
    const collected = this.#stream?.take(bytes);
    if (collected === undefined) return;
    this.#stream = undefined;
    this.#examine(collected);
  }

  #examine(collected: Collected): void {
    // What turned out unreadable may have been inflated up to the most.
    this.#inflated += collected === "unreadable" ? mostOfOne : Math.max(collected.length, leastOfOne);
    if (collected === "unreadable" || this.#inflated > mostInflated) {
      this.#found.add("unreadable");
      return;
    }
    // The names may stand at the very end, with nothing behind them.
    findNames(Buffer.concat([collected, Buffer.from(" ")]), (telling) => {
      if (telling !== "objects") this.#found.add(telling);
    });
  }
}
