import { fstatSync, write as writeFile, writeSync } from "node:fs";
import { Socket } from "node:net";
import { errorCode } from "./error-summary.ts";

/** Bytes that are collected before they are written, and milliseconds after which they are written anyway. */
const minLength = 8_192;
const flushDelay = 200;
/** Bytes of one write. */
const maxWrite = 64 * 1024;
/** Bytes that wait while nothing can be written. What does not fit is dropped. */
const maxLength = 32 * 1024 * 1024;
/** Milliseconds between two tries while writing fails, as on a full disk. */
const retryInterval = 1_000;
/** Milliseconds of the last writes when the process exits. */
const exitTimeout = 500;

/** A write to a pipe whose reader has gone never succeeds again. */
const isFinal = (code: string | undefined) => code === "EPIPE" || code === "ECONNRESET" || code === "EBADF";

export type LogOutputEvents = {
  /** Writing has failed. Not called again until a write has succeeded. */
  onFailed?: (code: string) => void;
  /** Everything that waited is written. `dropped`: bytes that did not fit meanwhile, and were lost. */
  onDrained?: (dropped: number) => void;
};

type Writer = {
  write(bytes: Buffer, callback: (error: Error | null | undefined, written: number) => void): void;
  /** Whether the reader has not taken the last write yet. */
  isStalled(): boolean;
};

/**
 * Writes lines to standard output or standard error without ever waiting for them: a full disk and a reader that
 * stalls or has gone cost lines and a bounded amount of memory, and stop neither the process nor its exit.
 */
export class LogOutput {
  readonly #fd: number;
  readonly #events: LogOutputEvents;
  readonly #writer: Writer;
  #waiting: string[] = [];
  /** Bytes in `#waiting` and `#chunk`. */
  #length = 0;
  /** What is being written, or could not be. */
  #chunk: Buffer | undefined;
  #isWriting = false;
  #isFailing = false;
  #isClosed = false;
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #onIdle: (() => void)[] = [];

  constructor(fd: number, events: LogOutputEvents = {}) {
    this.#fd = fd;
    this.#events = events;
    this.#writer = writerFor(fd);
    process.on("exit", () => this.#writeRest());
  }

  /** Whether the last write failed. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  write(line: string): void {
    const length = Buffer.byteLength(line);
    if (this.#isClosed || this.#length + length > maxLength) {
      this.#dropped += length;
      return;
    }
    this.#waiting.push(line);
    this.#length += length;
    if (this.#isFailing || this.#isWriting) return;
    if (this.#length >= minLength) this.#writeNext();
    else this.#schedule(flushDelay);
  }

  /** Writes what waits. Resolves when it is written, when that fails, or after `timeout` milliseconds. */
  async flush(timeout: number): Promise<void> {
    const idle = new Promise<void>((resolve) => this.#onIdle.push(resolve));
    if (!this.#isWriting) this.#writeNext();
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    await Promise.race([idle, timedOut]);
    clearTimeout(timer);
  }

  #schedule(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isWriting) this.#writeNext();
    }, delay).unref();
  }

  #writeNext(): void {
    this.#chunk ??= this.#takeChunk();
    if (this.#chunk === undefined) {
      this.#drained();
      return;
    }
    this.#isWriting = true;
    this.#writer.write(this.#chunk, (error, written) => {
      this.#isWriting = false;
      if (error) this.#failed(errorCode(error) ?? "unknown");
      else this.#written(written);
    });
  }

  #written(count: number): void {
    this.#isFailing = false;
    this.#advance(count);
    this.#writeNext();
  }

  #advance(count: number): void {
    const rest = this.#chunk?.subarray(count);
    this.#chunk = rest?.length ? rest : undefined;
    this.#length -= count;
  }

  #drained(): void {
    const dropped = this.#dropped;
    this.#dropped = 0;
    this.#idle();
    this.#events.onDrained?.(dropped);
  }

  #failed(code: string): void {
    const isFirst = !this.#isFailing;
    this.#isFailing = true;
    if (isFinal(code)) this.#close();
    else this.#schedule(retryInterval);
    this.#idle();
    if (isFirst) this.#events.onFailed?.(code);
  }

  #close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#chunk = undefined;
    this.#length = 0;
  }

  #idle(): void {
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  #takeChunk(): Buffer | undefined {
    if (this.#waiting.length === 0) return undefined;
    let length = 0;
    let count = 0;
    while (count < this.#waiting.length && length < maxWrite) length += this.#waiting[count++]?.length ?? 0;
    return Buffer.from(this.#waiting.splice(0, count).join(""));
  }

  /** At the exit of the process. A write under way ends by itself, unless the reader stalls. */
  #writeRest(): void {
    if (this.#isFailing || this.#isClosed || this.#writer.isStalled()) return;
    if (this.#isWriting) this.#chunk = undefined;
    const until = performance.now() + exitTimeout;
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      this.#chunk ??= this.#takeChunk();
      if (this.#chunk === undefined) return;
      try {
        this.#advance(writeSync(this.#fd, this.#chunk));
      } catch (thrown) {
        if (errorCode(thrown) !== "EAGAIN" || performance.now() > until) return;
        Atomics.wait(pause, 0, 0, 10);
      }
    }
  }
}

/**
 * A pipe is written to as a socket, which does not block. A file is written to in Node's thread pool, where a reader
 * that stalls would block a thread for good.
 */
function writerFor(fd: number): Writer {
  const stat = fstatSync(fd);
  if (!stat.isFIFO() && !stat.isSocket()) {
    return { write: (bytes, callback) => writeFile(fd, bytes, callback), isStalled: () => false };
  }
  const socket = new Socket({ fd, readable: false, writable: true });
  // The callback of the write has the error.
  socket.on("error", () => {});
  socket.unref();
  return {
    write: (bytes, callback) => socket.write(bytes, (error) => callback(error, bytes.length)),
    isStalled: () => socket.writableLength > 0,
  };
}
