import type { IncomingMessage } from "node:http";

/** Milliseconds. */
const windowLength = 10_000;
/** Bytes in each window that an upload must bring; 10 KB a second is a poor mobile connection. */
const leastBytes = 100_000;
/** Milliseconds for the whole of an upload. */
const longestUpload = 120_000;

/** An upload's own clock: a least rate and an end, where other requests simply have an end. */
export class UploadClock {
  readonly #window: NodeJS.Timeout;
  readonly #end: NodeJS.Timeout;
  #bytes: number;
  #held = false;
  #wasHeld = false;

  constructor(req: IncomingMessage, onTooSlow: () => void) {
    const { socket } = req;
    this.#bytes = socket.bytesRead;
    this.#window = setInterval(() => {
      const came = socket.bytesRead - this.#bytes;
      this.#bytes = socket.bytesRead;
      const excused = this.#held || this.#wasHeld;
      this.#wasHeld = this.#held;
      if (came < leastBytes && !excused) onTooSlow();
    }, windowLength);
    this.#end = setTimeout(onTooSlow, longestUpload);
  }

  /** Whether it is us who do not read, because the vendor is slower than the browser. */
  held(held: boolean): void {
    this.#held = held;
    if (held) this.#wasHeld = true;
  }

  stop(): void {
    clearInterval(this.#window);
    clearTimeout(this.#end);
  }
}
