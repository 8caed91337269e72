import type { ProblemDetails } from "@osigu-preauth/shared";
import { type Problem, ProblemError } from "./problem.ts";

/** What a call carries beside its path. */
export type CallOptions = {
  body?: unknown;
  /** `Idempotency-Key`: the same key is carried out once, however often it is sent. */
  key?: string;
  signal?: AbortSignal;
};

/**
 * Calls to the BFF on behalf of one session. The token comes from the page, is asked for when it is first needed and
 * once more when the server no longer takes it; it is kept in memory and nowhere else.
 */
export class Client {
  readonly base: string;
  #getToken: () => Promise<string>;
  #token: Promise<string> | undefined;

  constructor(base: string, getToken: () => Promise<string>) {
    this.base = base.replace(/\/+$/, "");
    this.#getToken = getToken;
  }

  /** A session token; the same one for everybody who asks until `renewToken` is called. */
  token(): Promise<string> {
    this.#token ??= Promise.resolve()
      .then(() => this.#getToken())
      .catch(() => {
        this.#token = undefined;
        throw new ProblemError({ code: navigator.onLine ? "session_failed" : "offline", retryable: true });
      });
    return this.#token;
  }

  /** A token other than the one that was refused. Those who were refused together share the new one. */
  renewToken(refused: Promise<string> | undefined): Promise<string> {
    if (this.#token === refused) this.#token = undefined;
    return this.token();
  }

  get<Reply>(path: string, signal?: AbortSignal): Promise<Reply> {
    return this.call<Reply>("GET", path, signal ? { signal } : {});
  }

  /** The reply's JSON, or a thrown `ProblemError`. A 401 is answered with a new token and one more try. */
  async call<Reply>(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const current = this.token();
    let response = await this.#fetch(method, path, options, await current);
    if (response.status === 401) {
      response = await this.#fetch(method, path, options, await this.renewToken(current));
    }
    const text = await response.text().catch(unreachable);
    if (!response.ok) {
      const { status, headers } = response;
      const retryAfter = Number(headers.get("retry-after"));
      throw new ProblemError({ ...problemOf(status, text, headers.get("x-request-id")), retryAfter });
    }
    return (text ? parse(text) : undefined) as Reply;
  }

  async #fetch(method: string, path: string, { body, key, signal }: CallOptions, token: string) {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (key) headers["idempotency-key"] = key;
    return fetch(this.base + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      ...(signal && { signal }),
    }).catch(unreachable);
  }
}

/** A refusal as the server put it; a body that is no problem document says nothing that could be relied on. */
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
  // Whatever stands before the server may have given up while it went on: nobody knows what became of the call.
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

/** Throws the problem that there was no answer. An abort stays an abort. */
export function unreachable(thrown: unknown): never {
  if ((thrown as Error | undefined)?.name === "AbortError") throw thrown;
  throw new ProblemError({ code: navigator.onLine ? "unreachable" : "offline", retryable: true });
}
