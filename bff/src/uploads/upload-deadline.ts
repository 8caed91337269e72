/** Milliseconds. */
const windowLength = 10_000;
/** Bytes that an upload must bring in each window; 10 KB a second is a poor mobile connection. */
const minBytes = 100_000;
/** Milliseconds for a whole upload. */
const maxDuration = 120_000;

/** The deadline of an upload: a minimum rate and an end, where other requests have an end only. */
export class UploadDeadline {
  readonly #window: NodeJS.Timeout;
  readonly #end: NodeJS.Timeout;
  #bytes: number;
  #paused = false;
  #wasPaused = false;

  /**
   * `bytesReceived`: how many bytes the connection has brought so far. `isPaused`: whether it is the vendor who is too
   * slow.
   */
  constructor(bytesReceived: () => number, onTooSlow: (isPaused: boolean) => void) {
    this.#bytes = bytesReceived();
    this.#window = setInterval(() => {
      const received = bytesReceived() - this.#bytes;
      this.#bytes += received;
      const excused = this.#paused || this.#wasPaused;
      this.#wasPaused = this.#paused;
      if (received < minBytes && !excused) onTooSlow(false);
    }, windowLength);
    this.#end = setTimeout(() => onTooSlow(this.#paused), maxDuration);
  }

  /** Whether it is this server that does not read, because the vendor is slower than the client. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) this.#wasPaused = true;
  }

  clear(): void {
    clearInterval(this.#window);
    clearTimeout(this.#end);
  }
}
