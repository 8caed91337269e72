import { type NameMeaning, scanNames } from "./pdf-name-scanner.ts";
import { maxInflatedLength, type ObjectStreamContent, ObjectStreamReader } from "./pdf-object-stream.ts";

/** Active content of a document. `unreadable`: parts that cannot be examined. */
export type Finding = Exclude<NameMeaning, "objects"> | "unreadable";

/** Bytes of compressed objects that are examined in one document, inflated. */
const maxInflatedInAll = 16 * 1024 * 1024;
/** What an object stream counts for at least: starting one takes time too. */
const minStreamCost = 2_048;

/**
 * Looks for script, launch actions and the like in a PDF while it passes through. It scans every byte, whatever the
 * document's structure claims, because readers take other paths through a file. It finds active content in documents
 * that do not hide it, and is no virus scanner.
 */
export class ActiveContentScanner {
  readonly #findings = new Set<Finding>();
  #rest: Buffer | undefined;
  #stream: ObjectStreamReader | undefined;
  #inflated = 0;

  get findings(): ReadonlySet<Finding> {
    return this.#findings;
  }

  update(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    let fed = 0;
    const feedUntil = (end: number) => {
      if (end > fed) this.#feed(bytes.subarray(fed, end));
      fed = Math.max(fed, end);
    };
    const done = scanNames(bytes, (meaning, end) => {
      if (meaning !== "objects") this.#findings.add(meaning);
      else {
        feedUntil(end);
        // Past the limit the document is `unreadable` already, and further streams are not collected.
        if (this.#inflated <= maxInflatedInAll) this.#stream ??= new ObjectStreamReader();
      }
    });
    feedUntil(done);
    // Copied, so that a few bytes do not keep a whole chunk in memory.
    this.#rest = done < bytes.length ? Buffer.from(bytes.subarray(done)) : undefined;
  }

  /** The document has ended. */
  end(): void {
    if (this.#rest !== undefined) this.update(Buffer.from(" "));
    if (this.#stream !== undefined) this.#findings.add("unreadable");
  }

  #feed(bytes: Buffer): void {
    const content = this.#stream?.update(bytes);
    if (content === undefined) return;
    this.#stream = undefined;
    this.#examine(content);
  }

  #examine(content: ObjectStreamContent): void {
    // A stream that turned out unreadable may have been inflated up to its limit.
    this.#inflated += content === "unreadable" ? maxInflatedLength : Math.max(content.length, minStreamCost);
    if (content === "unreadable" || this.#inflated > maxInflatedInAll) {
      this.#findings.add("unreadable");
      return;
    }
    // A name may stand at the very end, with nothing behind it.
    scanNames(Buffer.concat([content, Buffer.from(" ")]), (meaning) => {
      if (meaning !== "objects") this.#findings.add(meaning);
    });
  }
}
