import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../osigu/transport.ts";
import type { Session } from "../session/session.ts";

/** One request on its way through the server: what is known of it so far. */
export class Call implements Caller {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId = randomUUID();
  readonly startedAt = performance.now();
  /** Address without its query. */
  readonly path: string;
  readonly search: string;
  /** Name and pattern of the route, for the log and the metrics. */
  operation = "none";
  pattern = "none";
  session: Session | undefined;
  /** Id of the host, once one has shown itself by its key or by a session's token. */
  host: string | undefined;
  /** Where the request came from, as limits and the audit know it. */
  address = "";
  /** What the answer says of the limit that the caller is nearest to. */
  limit: { policy: string; state: string } | undefined;
  /** The origin that may read the answer. */
  readableBy: string | undefined;
  /** What an uploaded document carries besides what can be seen, for the log. */
  document: string | undefined;
  gone = false;
  whenGone: (() => void) | undefined;

  constructor(req: IncomingMessage, res: ServerResponse) {
    this.req = req;
    this.res = res;
    const address = req.url ?? "/";
    const mark = address.indexOf("?");
    this.path = mark === -1 ? address : address.slice(0, mark);
    this.search = mark === -1 ? "" : address.slice(mark + 1);
    res.once("close", this.#onClose);
  }

  get origin(): string | undefined {
    return this.req.headers.origin;
  }

  /** Whether a body was announced. */
  get hasBody(): boolean {
    const { headers } = this.req;
    return (
      headers["transfer-encoding"] !== undefined ||
      (headers["content-length"] ?? "0").replace(/0/g, "") !== ""
    );
  }

  /** Lets go of the response: for one that stays open for long, so that this is not kept for as long. */
  release(): void {
    this.res.off("close", this.#onClose);
  }

  readonly #onClose = (): void => {
    if (this.res.writableFinished) return;
    this.gone = true;
    this.whenGone?.();
  };
}
