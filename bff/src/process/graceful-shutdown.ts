import type { Server, ServerResponse } from "node:http";

/** Milliseconds that what runs is given to finish. */
const longestDrain = 30_000;
/** Milliseconds between two looks for connections that have become idle. */
const lookEvery = 50;

/** Counts the requests under way, and gives a way to stop once they have ended. */
export class UnderWay {
  /** Two for each request: its work, and its answer's way out. */
  #count = 0;

  /** Counts a request until both have ended: a write goes on when its caller has left. */
  add(res: ServerResponse, work: Promise<void>): void {
    this.#count += 2;
    res.on("close", this.#end);
    work.then(this.#end, this.#end);
  }

  /** Takes no more requests, and resolves when those under way have ended; what never ends is given up. */
  async drain(server: Server): Promise<void> {
    const until = Date.now() + longestDrain;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    while (this.#count > 0 && Date.now() < until) {
      server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    server.closeAllConnections();
    await closed;
  }

  readonly #end = (): void => {
    this.#count -= 1;
  };
}
