import type { ProblemDetails } from "@osigu-preauth/shared";
import { explain } from "../diagnostics/explain.ts";
import { browserClock, type Clock, nextTask } from "../platform/clock.ts";
import { abortable, withDeadline } from "../platform/deadline.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import type { Prefetched } from "./prefetch.ts";
import { type ReadResponse, readResponse } from "./read-response.ts";
import { requestOptions } from "./request-options.ts";

/** The options of a call. */
export type CallOptions = {
  /** JSON, encoded. */
  body?: string;
  /** The `Idempotency-Key`: calls with the same key are carried out once. */
  key?: string;
  /** Further headers. */
  headers?: Record<string, string>;
  /** The status of success, as the contract names it. 200 by default. */
  status?: number;
  signal?: AbortSignal;
};

/** Milliseconds for a call, a little longer than the server's own limits: of reads, of other calls, of calls with a key. */
export const callTimeouts = { read: 12_000, other: 18_000, once: 35_000 };
/** Milliseconds for the host page's `getToken`. */
export const tokenTimeout = 15_000;

/** What a `Bearer` header can carry: RFC 6750, section 2.1. */
const bearerToken = /^[\w.~+/-]+=*$/;

/**
 * Calls to the BFF on behalf of one session. The token comes from the page, is requested when it is first needed and
 * once more when the server no longer accepts it. It is kept in memory only. Every call has a deadline.
 */
export class Client {
  readonly base: string;
  /** The language of the page's texts, for what the vendor has in several. The browser's without one. */
  language: string | undefined;
  #getToken: () => Promise<string>;
  #token: Promise<string> | undefined;
  #prefetched: Partial<Prefetched>;
  #clock: Clock;

  /** `prefetched`: what was requested already. Each part is used once, and requested again when it failed. */
  constructor(
    base: string,
    getToken: () => Promise<string>,
    prefetched: Partial<Prefetched> = {},
    clock: Clock = browserClock,
  ) {
    this.base = base.replace(/\/+$/, "");
    this.#getToken = getToken;
    this.#prefetched = { ...prefetched };
    this.#clock = clock;
  }

  /** A session token; the same one for every caller until `renewToken` is called. */
  token(): Promise<string> {
    this.#token ??= this.#requestToken();
    return this.#token;
  }

  /** A token other than the refused one. Callers that were refused together share the new one. */
  renewToken(refused: Promise<string> | undefined): Promise<string> {
    if (this.#token === refused) this.#token = undefined;
    return this.token();
  }

  get<Reply>(path: string, signal?: AbortSignal): Promise<Reply> {
    return this.call<Reply>("GET", path, signal ? { signal } : {});
  }

  /**
   * The JSON of the response. After a 401 the call is repeated once, with a new token.
   *
   * @throws ProblemError
   */
  async call<Reply>(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const { key, signal, status: expected = 200 } = options;
    const timeout = key ? callTimeouts.once : method === "GET" ? callTimeouts.read : callTimeouts.other;
    const attempt = async (token: Promise<string>, prefetched?: Promise<ReadResponse>) => {
      // The token has a deadline of its own.
      const value = prefetched ? "" : await abortable(token, signal);
      const work = (ended: AbortSignal) =>
        prefetched ?? this.#send(method, path, value, { ...options, signal: ended }).then(readResponse);
      return withDeadline(timeout, work, connectionError, { signal, clock: this.#clock }).catch(
        async (thrown) => {
          // A page that is being left fails all of its calls, and runs no further task: nobody is told.
          await nextTask();
          // An answer that the page may not read is a TypeError, and so is a line that is known to be dead.
          if (thrown instanceof TypeError) await explain("no_answer", value);
          return asUnreachable(thrown);
        },
      );
    };
    const current = this.token();
    const prefetched = method === "GET" ? this.#takeResponse(path) : undefined;
    let response = await attempt(current, prefetched).catch((thrown) => {
      if (!prefetched || signal?.aborted) throw thrown;
      return attempt(current);
    });
    if (response.status === 401) response = await attempt(this.renewToken(current));
    const { status, text, headers } = response;
    const requestId = headers.get("x-request-id");
    const reply = status === expected ? parse(text) : undefined;
    if (reply !== undefined) return reply as Reply;
    const retryAfter = Number(headers.get("retry-after"));
    throw new ProblemError({ ...problemOf(status, text, requestId), retryAfter });
  }

  #send(
    method: string,
    path: string,
    token: string,
    { body, key, headers: further, signal }: CallOptions,
  ): Promise<Response> {
    const headers: Record<string, string> = { ...further, authorization: `Bearer ${token}` };
    if (body) headers["content-type"] = "application/json";
    if (this.language) headers["accept-language"] = this.language;
    if (key) headers["idempotency-key"] = key;
    return fetch(this.base + path, { ...requestOptions, method, headers, body: body ?? null, signal });
  }

  #takeResponse(path: string): Promise<ReadResponse> | undefined {
    const { url, response } = this.#prefetched;
    if (url !== this.base + path) return undefined;
    delete this.#prefetched.url;
    // The loader asked in the browser's language.
    return navigator.language.startsWith(this.language ?? "") ? response : undefined;
  }

  /** A token that failed, or that did not come in time, is forgotten: the next call asks the host page again. */
  #requestToken(): Promise<string> {
    const { token: prefetched } = this.#prefetched;
    delete this.#prefetched.token;
    const getToken = async () => this.#getToken();
    const request = async () => {
      const value: unknown = await (prefetched ? prefetched.catch(getToken) : getToken());
      if (typeof value === "string" && bearerToken.test(value)) return value;
      await explain("token_wrong", value);
      throw new ProblemError({ code: "not_configured", retryable: true });
    };
    const token = withDeadline(tokenTimeout, request, () => "no answer", { clock: this.#clock }).catch(
      async (thrown) => {
        await nextTask();
        if (this.#token === token) this.#token = undefined;
        if (thrown instanceof ProblemError) throw thrown;
        void explain("token_failed", thrown);
        throw new ProblemError({ code: navigator.onLine ? "session_failed" : "offline", retryable: true });
      },
    );
    return token;
  }
}

/**
 * The problem of a response other than the contract's: that of its problem document, else one by its status. A success
 * with other content than the contract's comes from something between the page and the server.
 */
export function problemOf(status: number, text: string, requestId: string | null): Problem {
  const details = parse(text) as Partial<ProblemDetails> | undefined;
  if (status >= 400 && typeof details?.code === "string") {
    return {
      code: details.code === "unauthenticated" ? "session_failed" : details.code,
      retryable: details.retryable ?? false,
      requestId: details.request_id ?? requestId ?? undefined,
      errors: Array.isArray(details.errors) ? details.errors : undefined,
      detail: details.detail,
    };
  }
  // A proxy may have timed out while the server continued: the outcome of the call is unknown.
  const isInvalid = status >= 500 || status < 400;
  const code = status === 413 ? "file_too_large" : isInvalid ? "upstream_invalid" : "invalid_request";
  return { code, retryable: isInvalid, requestId: requestId ?? undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws the problem of a missing response. An abort stays an abort. */
export function asUnreachable(thrown: unknown): never {
  if ((thrown as Error | undefined)?.name === "AbortError") throw thrown;
  throw connectionError();
}

/** A connection that is missing, or without a response. */
function connectionError(): ProblemError {
  // A sandboxed frame has the opaque origin `null`, which no server can allow.
  if (globalThis.origin === "null") {
    return new ProblemError({ code: "origin_not_allowed", retryable: false });
  }
  return new ProblemError({ code: navigator.onLine ? "unreachable" : "offline", retryable: true });
}
