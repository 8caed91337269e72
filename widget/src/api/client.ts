import type { ProblemDetails } from "@osigu-preauth/shared";
import { type Problem, ProblemError } from "../problem/problem.ts";
import type { Prefetched } from "./prefetch.ts";
import { requestOptions } from "./request-options.ts";

/** The options of a call. */
export type CallOptions = {
  body?: unknown;
  /** The `Idempotency-Key`: calls with the same key are carried out once. */
  key?: string;
  signal?: AbortSignal;
};

/**
 * Calls to the BFF on behalf of one session. The token comes from the page, is requested when it is first needed and
 * once more when the server no longer accepts it. It is kept in memory only.
 */
export class Client {
  readonly base: string;
  #getToken: () => Promise<string>;
  #token: Promise<string> | undefined;
  #prefetched: Partial<Prefetched>;

  /** `prefetched`: what was requested already. Each part is used once, and requested again when it failed. */
  constructor(base: string, getToken: () => Promise<string>, prefetched: Partial<Prefetched> = {}) {
    this.base = base.replace(/\/+$/, "");
    this.#getToken = getToken;
    this.#prefetched = { ...prefetched };
  }

  /** A session token; the same one for every caller until `renewToken` is called. */
  token(): Promise<string> {
    this.#token ??= this.#prefetchedToken() ?? this.#requestToken();
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
    const current = this.token();
    const prefetched = method === "GET" && (await this.#prefetchedResponse(path));
    let response = prefetched || (await this.#send(method, path, await current, options));
    if (response.status === 401) {
      response = await this.#send(method, path, await this.renewToken(current), options);
    }
    const text = await response.text().catch(asUnreachable);
    if (!response.ok) {
      const { status, headers } = response;
      const retryAfter = Number(headers.get("retry-after"));
      throw new ProblemError({ ...problemOf(status, text, headers.get("x-request-id")), retryAfter });
    }
    return (text ? parse(text) : undefined) as Reply;
  }

  #send(method: string, path: string, token: string, { body, key, signal }: CallOptions): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (key) headers["idempotency-key"] = key;
    return fetch(this.base + path, {
      ...requestOptions,
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      ...(signal && { signal }),
    }).catch(asUnreachable);
  }

  #prefetchedToken(): Promise<string> | undefined {
    const { token } = this.#prefetched;
    delete this.#prefetched.token;
    return token?.catch(() => this.#requestToken());
  }

  async #prefetchedResponse(path: string): Promise<Response | undefined> {
    const { url, response } = this.#prefetched;
    if (url !== this.base + path) return undefined;
    delete this.#prefetched.url;
    return response?.catch(() => undefined);
  }

  #requestToken(): Promise<string> {
    return Promise.resolve()
      .then(() => this.#getToken())
      .catch(() => {
        this.#token = undefined;
        throw new ProblemError({ code: navigator.onLine ? "session_failed" : "offline", retryable: true });
      });
  }
}

/** The problem of an error response: that of its problem document, else one by its status. */
export function problemOf(status: number, text: string, requestId: string | null): Problem {
  const details = parse(text) as Partial<ProblemDetails> | undefined;
  if (details?.code) {
    return {
      code: details.code === "unauthenticated" ? "session_failed" : details.code,
      retryable: details.retryable ?? false,
      requestId: details.request_id,
      errors: details.errors,
      detail: details.detail,
    };
  }
  // A proxy may have timed out while the server continued: the outcome of the call is unknown.
  const code = status === 413 ? "file_too_large" : status < 500 ? "invalid_request" : "upstream_invalid";
  return { code, retryable: status >= 500, requestId: requestId ?? undefined };
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
  throw new ProblemError({ code: navigator.onLine ? "unreachable" : "offline", retryable: true });
}
