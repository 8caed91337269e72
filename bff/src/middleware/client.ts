import type { ServerResponse } from "node:http";
import type { StateMiddleware } from "../http/koa.ts";

export type ClientState = {
  /** The client at the other end of the connection. */
  client: Client;
};

/** A client that waits for its response, and may close the connection before it has it. */
export class Client {
  readonly #controller = new AbortController();

  constructor(res: ServerResponse) {
    res.once("close", () => {
      if (!res.writableFinished) this.#controller.abort();
    });
  }

  /** Aborted when the client closes the connection early. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get gone(): boolean {
    return this.signal.aborted;
  }
}

/** Notices when the client closes its connection before the response is complete. */
export function client(): StateMiddleware<ClientState> {
  return function client(ctx, next) {
    ctx.state.client = new Client(ctx.res);
    return next();
  };
}
