import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { type FailureCause, failureCause } from "../logging/failure-cause.ts";
import { readBody } from "./response-body.ts";

/** Bytes of a response, before and after it is decompressed. A catalogue's largest page has some tens of thousands. */
export const maxResponseBytes = 2 * 1024 * 1024;

export type HttpResponse = {
  status: number;
  /** Seconds, from `Retry-After`. */
  retryAfter: number | undefined;
  /** Whether the body is JSON by its headers. */
  json: boolean;
  text: string;
};

/** Why there is no response. Errors of the library are not passed on, because they quote what was sent. */
export type HttpFailure = {
  kind: "connect" | "timeout" | "broken" | "too_large" | "unreadable" | "caller_gone" | "queue_full";
  /** Whether any of the request may have reached the vendor. */
  sent: boolean;
  /** For the log. */
  cause?: FailureCause;
};

/** One request and its buffered response. Settles exactly once. */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (failure: HttpFailure) => void;
  readonly #timer: NodeJS.Timeout;
  #stallTimer: NodeJS.Timeout | undefined;
  /** When the request started, or a part of its body left; milliseconds of the monotonic clock. */
  #sentAt = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #firstChunk: Buffer | undefined;
  #furtherChunks: Buffer[] | undefined;

  constructor(
    deadline: number,
    resolve: (response: HttpResponse) => void,
    reject: (failure: HttpFailure) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(onDeadline, deadline, this);
  }

  /**
   * Ends the exchange when bytes of the body have waited so many milliseconds and none has left: the vendor has stopped
   * reading. While the body's own source has none to send, no time passes.
   */
  watchBody(body: Readable, timeout: number): void {
    this.#stallTimer = setInterval(() => {
      const now = performance.now();
      if (this.#controller === undefined || body.readableLength === 0) this.#sentAt = now;
      else if (now - this.#sentAt >= timeout) this.abort("timeout");
    }, timeout / 10);
  }

  onBodySent(): void {
    this.#sentAt = performance.now();
  }

  /** Ends the exchange from this side. */
  abort(kind: HttpFailure["kind"]): void {
    if (this.#settled) return;
    const controller = this.#controller;
    this.#fail(kind);
    controller?.abort(aborted);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) controller.abort(aborted);
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
    if (this.#firstChunk === undefined) this.#firstChunk = chunk;
    else if (this.#furtherChunks === undefined) this.#furtherChunks = [this.#firstChunk, chunk];
    else this.#furtherChunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    const bytes = this.#furtherChunks ? Buffer.concat(this.#furtherChunks) : this.#firstChunk;
    const headers = this.#headers;
    const type = headers["content-type"];
    let text: string | undefined;
    try {
      text = bytes === undefined ? "" : readBody(bytes, headers, maxResponseBytes);
    } catch {
      this.#fail("too_large");
      return;
    }
    this.#settle();
    this.#resolve({
      status: this.#status,
      retryAfter: secondsOf(headers["retry-after"]),
      json: text !== undefined && (type === undefined || type.toLowerCase().includes("json")),
      text: text ?? "",
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#settled) return;
    const kind = kindOf(error);
    const cause = failureCause(error);
    this.#fail(kind, cause === "other" ? causesOfKinds[kind] : cause);
  }

  #settle(): void {
    this.#settled = true;
    clearTimeout(this.#timer);
    clearInterval(this.#stallTimer);
  }

  #fail(kind: HttpFailure["kind"], cause = causesOfKinds[kind]): void {
    this.#settle();
    this.#reject({ kind, sent: this.#controller !== undefined, cause });
  }
}

const aborted = new Error("aborted");

const onDeadline = (exchange: HttpExchange) => exchange.abort("timeout");

/** Causes of what this side finds. */
const causesOfKinds: Readonly<Record<HttpFailure["kind"], FailureCause>> = {
  connect: "other",
  timeout: "timeout",
  broken: "other",
  too_large: "unreadable",
  unreadable: "unreadable",
  caller_gone: "other",
  queue_full: "other",
};

const kinds: Readonly<Record<string, HttpFailure["kind"]>> = {
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

function kindOf(error: Error): HttpFailure["kind"] {
  // The source of an upload ended it. This says nothing about the vendor.
  if (error.name === "AbortError") return "caller_gone";
  const code = "code" in error ? String(error.code) : "";
  return kinds[code] ?? (code.startsWith("HPE_") ? "unreadable" : "broken");
}

/** Seconds of a `Retry-After`, as a number or as a date; undefined when it is neither. */
export function secondsOf(value: string | string[] | undefined, now = Date.now()): number | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
