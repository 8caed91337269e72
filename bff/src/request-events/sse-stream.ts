import { Readable } from "node:stream";
import type { Session } from "../session/session.ts";

/** Bytes that may wait for a reader. Past it the reader has stopped reading, and the stream is destroyed. */
const maxWaiting = 65_536;

/** Milliseconds after which a browser opens the stream again when it has ended. */
export const retryAfter = 2_000;

const heartbeat = ": \n\n";

/** One stream of Server-Sent Events to a browser. */
export class EventStream extends Readable {
  readonly session: Session;
  readonly requestId: string;
  /** The page's origin; undefined for a reader that is no page. */
  origin: string | undefined;
  /** The sponsor of what is read, where it is known. */
  sponsor: string | undefined;
  readonly #inTransit: () => number;
  #wasWaiting = false;
  #hasEnded = false;

  /** `inTransit`: bytes that have left this stream and that the connection has not taken yet. */
  constructor(session: Session, requestId: string, inTransit: () => number) {
    super();
    this.session = session;
    this.requestId = requestId;
    this.#inTransit = inTransit;
    // A reader that leaves is no error of this process.
    this.on("error", () => {});
  }

  /** Starts the stream. `first`: the events that there are already. */
  open(first: string): void {
    this.push(`retry: ${retryAfter}\n\n${first}`);
  }

  /** Whether it was taken. A reader that does not read is disconnected rather than buffered for. */
  send(text: string | Buffer): boolean {
    if (this.#isOver) return false;
    this.push(text);
    if (this.#waiting <= maxWaiting) return true;
    this.destroy();
    return false;
  }

  /** Keeps proxies from closing a silent connection. Destroys the stream when the last heartbeat still waits. */
  beat(): void {
    const isWaiting = this.#waiting > 0;
    if (isWaiting && this.#wasWaiting) this.destroy();
    else if (!isWaiting && !this.#isOver) this.push(heartbeat);
    this.#wasWaiting = isWaiting;
  }

  /** Ends the stream in order: the browser opens it again, here or at another instance. A second call destroys it. */
  end(): void {
    if (this.#isOver) this.destroy();
    else this.push(null);
    this.#hasEnded = true;
  }

  override _read(): void {
    // Events are pushed when they happen, not when they are read.
  }

  get #waiting(): number {
    return this.readableLength + this.#inTransit();
  }

  /** Nothing more can be sent, though what was sent before may still wait for the reader. */
  get #isOver(): boolean {
    return this.#hasEnded || this.destroyed;
  }
}

/** A stream that has ended when it opens: the browser comes back, and reaches an instance that does not stop. */
export function endedStream(...parameters: ConstructorParameters<typeof EventStream>): EventStream {
  const stream = new EventStream(...parameters);
  stream.open("");
  stream.end();
  return stream;
}
