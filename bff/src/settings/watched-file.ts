import { unwatchFile, watchFile } from "node:fs";

/**
 * Milliseconds between two checks of a file. Polling, because orchestrators replace files by moving a symbolic link,
 * which file system events do not report.
 */
const pollInterval = 2_000;

/** A file as metrics show it. */
export type FileStatus = {
  /** The setting that names it. */
  variable: string;
  /** Whether its present content is in use. Otherwise it is not valid, and the last good content stays in use. */
  isValid: boolean;
  /** When content was last read that is valid, in milliseconds since 1970. */
  loadedAt: number;
};

export type FileEvents<Value> = {
  /** The changed file is not valid. Called once, until it is valid again. */
  onRefused?: (thrown: unknown) => void;
  /** The file is valid again. */
  onRestored?: () => void;
  onChanged?: (value: Value, before: Value) => void;
};

/** A file that is read again when it changes. When it is not valid any more, the last good value stays in use. */
export class WatchedFile<Value> {
  readonly #path: string;
  readonly #read: () => Value;
  readonly #events: FileEvents<Value>;
  #value: Value;
  #isValid = true;
  #loadedAt = Date.now();

  /** `read` reads and parses the file. Throws what it throws. */
  constructor(path: string, read: () => Value, events: FileEvents<Value>) {
    this.#path = path;
    this.#read = read;
    this.#events = events;
    this.#value = read();
    watchFile(path, { interval: pollInterval, persistent: false }, this.reload);
  }

  get value(): Value {
    return this.#value;
  }

  get status(): Omit<FileStatus, "variable"> {
    return { isValid: this.#isValid, loadedAt: this.#loadedAt };
  }

  /** Reads the file now instead of at the next check. */
  readonly reload = (): void => {
    let next: Value;
    try {
      next = this.#read();
    } catch (thrown) {
      if (this.#isValid) this.#events.onRefused?.(thrown);
      this.#isValid = false;
      return;
    }
    if (!this.#isValid) this.#events.onRestored?.();
    this.#isValid = true;
    this.#loadedAt = Date.now();
    const before = this.#value;
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    this.#value = next;
    this.#events.onChanged?.(next, before);
  };

  close(): void {
    unwatchFile(this.#path, this.reload);
  }
}
