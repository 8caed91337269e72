import type { Server, ServerResponse } from "node:http";

/** Milliseconds that requests in flight have to finish. */
const drainTimeout = 30_000;
/** Milliseconds between two checks for connections that have become idle. */
const pollInterval = 50;

/** Counts the requests in flight, and closes a server when they have ended. */
export class InFlightRequests {
  /** Two for each request: its work, and its response. */
  #count = 0;
  #isDraining = false;

  /** Whether the process is stopping: its balancers should send requests to other instances. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** From now on each response closes its connection, while the server still accepts new ones. */
  announceDrain(): void {
    this.#isDraining = true;
  }

  /** Counts a request until both have ended: a write continues when its caller has left. */
  add(res: ServerResponse, work: Promise<void>): void {
    this.#count += 2;
    res.on("close", this.#end);
    work.then(this.#end, this.#end);
  }

  /** Accepts no more requests, and resolves when those in flight have ended or `drainTimeout` is over. */
  async drain(server: Server): Promise<void> {
    this.#isDraining = true;
    const until = Date.now() + drainTimeout;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    while (this.#count > 0 && Date.now() < until) {
      server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, pollInterval));
    }
    server.closeAllConnections();
    await closed;
  }

  readonly #end = (): void => {
    this.#count -= 1;
  };
}
