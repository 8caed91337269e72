import type { ServerResponse } from "node:http";
import type { Session } from "../session/session.ts";

/** Bytes that may wait for a reader. Past it the reader has stopped reading, and its connection is ended. */
const mostWaiting = 65_536;

/** Milliseconds after which a browser comes back when its stream ends. */
export const comeBackAfter = 2_000;

const heartbeat = ": \n\n";

/** An error of a connection that nobody listens for would end the process. */
const ignore = () => {};

/** One open connection over which events go to a browser. */
export class EventStream {
  readonly session: Session;
  readonly requestId: string;
  readonly #res: ServerResponse;
  #wasWaiting = false;

  constructor(res: ServerResponse, session: Session, requestId: string) {
    this.#res = res;
    this.session = session;
    this.requestId = requestId;
  }

  /** Begins the answer. `first`: events that are there already. `onClose`: called when the connection is gone. */
  open(headers: string[], first: string, onClose: () => void): void {
    const res = this.#res;
    res.on("close", onClose);
    res.on("error", ignore);
    res.writeHead(200, headers);
    res.cork();
    // By itself, so that its text is not kept in the forty pieces that it was put together from.
    res.flushHeaders();
    res.write(`retry: ${comeBackAfter}\n\n${first}`);
    res.uncork();
    // A stream is open for long, and nobody reads what it was asked for with any more.
    res.req.rawHeaders = [];
    res.req.headers = {};
  }

  /** Whether it could be taken. A reader that does not read is thrown out rather than buffered for. */
  send(text: string | Buffer): boolean {
    if (this.#isOver) return false;
    this.#res.write(text);
    if (this.#res.writableLength <= mostWaiting) return true;
    this.#res.destroy();
    return false;
  }

  /** A sign of life, which keeps what is between from closing the connection. Ends it when the last one still waits. */
  beat(): void {
    const waits = this.#res.writableLength > 0;
    if (waits && this.#wasWaiting) this.#res.destroy();
    else if (!waits && !this.#isOver) this.#res.write(heartbeat);
    this.#wasWaiting = waits;
  }

  /** Ends it in order: the browser comes back, here or at another instance. Its end is not waited for twice. */
  end(): void {
    if (this.#isOver) this.#res.destroy();
    else this.#res.end();
  }

  /** Ended, though what was written before may still wait for the reader: nothing can be written any more. */
  get #isOver(): boolean {
    return this.#res.writableEnded || this.#res.destroyed;
  }
}
