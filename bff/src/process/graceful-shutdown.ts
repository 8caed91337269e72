import type { Server, ServerResponse } from "node:http";

/** Milliseconds that requests in flight have to finish. */
const drainTimeout = 30_000;
/**
 * Milliseconds for a connection that was opened before the port closed to bring its request. A balancer that has sent
 * it, or a part of its body, cannot always send it again elsewhere.
 */
const firstRequestTimeout = 1_000;
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

  /**
   * Accepts no more connections, and resolves when those that are open have brought and ended their requests, or
   * `drainTimeout` is over.
   */
  async drain(server: Server): Promise<void> {
    this.#isDraining = true;
    // Connections that wait to be accepted would be reset: they are accepted right before.
    await new Promise((resolve) => setImmediate(resolve));
    const start = Date.now();
    let isClosed = false;
    const closed = new Promise<void>((resolve) => server.close(() => resolve())).then(() => {
      isClosed = true;
    });
    const isWaiting = () => {
      const passed = Date.now() - start;
      return this.#count > 0 ? passed < drainTimeout : !isClosed && passed < firstRequestTimeout;
    };
    while (isWaiting()) {
      server.closeIdleConnections();
      const pause = new Promise((resolve) => setTimeout(resolve, pollInterval));
      await (isClosed ? pause : Promise.race([closed, pause]));
    }
    server.closeAllConnections();
    await closed;
  }

  readonly #end = (): void => {
    this.#count -= 1;
  };
}
