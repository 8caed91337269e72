import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

export type Incoming = {
  status: number;
  /** Seconds, from `Retry-After`. */
  retryAfter: number | undefined;
  json: boolean;
  text: string;
};

/** Why there is no answer. A value of our own: what the library threw stays behind, with all that it quotes. */
export type Failure = {
  kind: "connect" | "timeout" | "broken" | "too_large" | "unreadable" | "caller_gone" | "queue_full";
  /** Whether any of the request may have reached the other side. */
  sent: boolean;
};

/** One request and its answer, gathered whole. It settles exactly once. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (incoming: Incoming) => void;
  readonly #reject: (failure: Failure) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;

  constructor(deadline: number, resolve: (incoming: Incoming) => void, reject: (failure: Failure) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(onDeadline, deadline, this);
  }

  /** Ends it from our side. */
  abort(kind: Failure["kind"]): void {
    if (this.#settled) return;
    const controller = this.#controller;
    this.#fail(kind);
    controller?.abort(stopped);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) controller.abort(stopped);
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#first === undefined) this.#first = chunk;
    else if (this.#rest === undefined) this.#rest = [this.#first, chunk];
    else this.#rest.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    const bytes = this.#rest ? Buffer.concat(this.#rest) : this.#first;
    const headers = this.#headers;
    const type = headers["content-type"];
    this.#resolve({
      status: this.#status,
      retryAfter: secondsOf(headers["retry-after"]),
      // We ask for no encoding, so one that comes nevertheless cannot be read.
      json: headers["content-encoding"] === undefined && (type === undefined || type.includes("json")),
      text: bytes === undefined ? "" : bytes.toString("utf8"),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.#settled) this.#fail(kindOf(error));
  }

  #fail(kind: Failure["kind"]): void {
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#reject({ kind, sent: this.#controller !== undefined });
  }
}

const stopped = new Error("stopped");

const onDeadline = (exchange: Exchange) => exchange.abort("timeout");

const kinds: Readonly<Record<string, Failure["kind"]>> = {
  UND_ERR_CONNECT_TIMEOUT: "connect",
  ECONNREFUSED: "connect",
  ENOTFOUND: "connect",
  EAI_AGAIN: "connect",
  EHOSTUNREACH: "connect",
  ENETUNREACH: "connect",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "too_large",
  UND_ERR_HEADERS_OVERFLOW: "too_large",
};

function kindOf(error: Error): Failure["kind"] {
  // A body that its own source gave up: says nothing about the vendor.
  if (error.name === "AbortError") return "caller_gone";
  const code = "code" in error ? String(error.code) : "";
  return kinds[code] ?? (code.startsWith("HPE_") ? "unreadable" : "broken");
}

/** Seconds of a `Retry-After`, given as a number or as a date; undefined when it is neither. */
export function secondsOf(value: string | string[] | undefined, now = Date.now()): number | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
