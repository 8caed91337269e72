import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Gauge } from "prom-client";
import { parseLossless } from "../json/lossless-json.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { noTracing, type Tracing } from "../tracing/tracing.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { CircuitBreakers, isLimitForAll } from "./circuit-breakers.ts";
import {
  buildPath,
  endpoints,
  type JsonOperation,
  type Kind,
  type Operation,
  type ReplyOf,
} from "./endpoints.ts";
import {
  isScopeRefusal,
  isTokenRefusal,
  problemOfFailure,
  problemOfResponse,
  problemOfUnreadable,
} from "./errors.ts";
import { RetryBudget } from "./retry-budget.ts";
import { ScopeWarnings } from "./scope-warnings.ts";
import { OperationRefusals } from "./token/operation-refusals.ts";
import type { CachedToken, TokenCache } from "./token/token-cache.ts";
import type { HttpFailure, HttpRequest, HttpResponse, Transport } from "./transport.ts";
import { VendorCalls } from "./vendor-calls.ts";

/** The input of a call. `params` fill the path; `query` and `body` are validated. */
export type CallInput = {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
};

/** The languages that the vendor is asked for: those of the widget. */
export type Language = "en" | "es" | "pt-BR";

/** `signal` ends a read when the client has disconnected. `language`: the user's, for texts that are shown to them. */
export type CallContext = {
  requestId: string;
  signal?: AbortSignal | undefined;
  language?: Language | undefined;
};

/** A multipart body that is produced while it is sent. */
export type FileBody = { contentType: string; stream: Readable };

/** The vendor, as all other code sees it. Methods throw a `ProblemError` and nothing else. */
export type ArcClient = {
  call<Name extends JsonOperation>(
    operation: Name,
    input: CallInput,
    context: CallContext,
  ): Promise<ReplyOf<Name>>;
  upload(requestId: string, file: FileBody, context: CallContext): Promise<void>;
  /** For log lines. */
  readonly providerSlug: string | undefined;
};

/** Milliseconds for the whole call, including the wait for a token and a connection. */
const deadlines: Record<Kind | "upload", number> = {
  read: 10_000,
  write: 15_000,
  // Some sponsors decide during the call.
  once: 30_000,
  upload: 130_000,
};
/** Milliseconds that must be left for an attempt. */
const minAttemptTime = 200;
/** Milliseconds before a retry, at most: without a `Retry-After`, and with one. */
const maxRetryDelay = 250;
const maxRetryAfter = 2_000;
/** Milliseconds without a byte of an upload. */
const uploadIdleTimeout = 30_000;

type Deps = {
  transport: Transport;
  /** Connections of their own for uploads, which last as long as the browser's line takes. */
  uploadTransport?: Transport;
  tokens: TokenCache;
  metrics: Metrics;
  log: Logger;
  /** Used when the token names none. */
  providerSlug?: string | undefined;
  /** Without it, calls continue the traces of others and are not recorded. */
  tracing?: Tracing;
};

/** ARC over HTTP. */
export class HttpArcClient implements ArcClient {
  readonly #deps: Deps;
  readonly #budget = new RetryBudget();
  readonly #refusals = new OperationRefusals<CachedToken>();
  readonly #breakers = new CircuitBreakers();
  readonly #scopeWarnings: ScopeWarnings;
  readonly #calls: VendorCalls;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#scopeWarnings = new ScopeWarnings(deps.log);
    this.#calls = new VendorCalls(deps.log, deps.metrics, deps.tracing ?? noTracing);
    const registers = [deps.metrics.registry];
    new Gauge({
      name: "preauth_upstream_under_way",
      help: "Calls to the vendor running or queued.",
      registers,
      collect() {
        this.set(deps.transport.inFlight + (deps.uploadTransport?.inFlight ?? 0));
      },
    });
    this.#breakers.register(registers);
  }

  get providerSlug(): string | undefined {
    return this.#deps.tokens.providerSlug ?? this.#deps.providerSlug;
  }

  async call<Name extends JsonOperation>(
    operation: Name,
    input: CallInput,
    context: CallContext,
  ): Promise<ReplyOf<Name>> {
    const { method, kind } = endpoints[operation];
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    // First: an invalid path is no failure of the vendor.
    const path = pathOf(operation, input.params) + queryOf(input.query);
    const breaker = this.#breakers.of(operation, input.params, input.body);
    const response = await this.#exchange(operation, breaker, context, (token, deadline) => ({
      method,
      path,
      headers: headersOf(token, context, body === undefined ? undefined : "application/json"),
      body,
      deadline,
      // A write is finished even if its client has disconnected: its result is stored.
      signal: kind === "read" ? context.signal : undefined,
    }));
    return readReply(operation, response);
  }

  async upload(requestId: string, file: FileBody, context: CallContext): Promise<void> {
    const breaker = this.#breakers.of("uploadFile");
    admit(breaker);
    const started = performance.now();
    try {
      const token = await this.#token(deadlines.read);
      const response = await this.#attempt("uploadFile", breaker, context, {
        method: "POST",
        path: buildPath.uploadFile({ id: requestId }),
        headers: headersOf(token, context, file.contentType),
        body: file.stream,
        deadline: deadlines.upload - (performance.now() - started),
        idleTimeout: uploadIdleTimeout,
      });
      if (response.status === 401) {
        await this.#replaceToken("uploadFile", token, deadlines.read);
        // The body is consumed; the client can send the file again.
        throw new ProblemError("upload_interrupted");
      }
      this.#recordAccepted("uploadFile", token);
      if (response.status < 200 || response.status > 299) throw problemOfResponse("uploadFile", response);
    } catch (thrown) {
      throw thrown instanceof ProblemError ? thrown : problemOfFailure("uploadFile", failureOf(thrown));
    } finally {
      breaker.release();
    }
  }

  /** Sends a request, and sends it again after a refused token or a transient failure where that is allowed. */
  async #exchange(
    operation: Operation,
    breaker: CircuitBreaker,
    context: CallContext,
    request: (token: CachedToken, deadline: number) => HttpRequest,
  ): Promise<HttpResponse> {
    admit(breaker);
    const { kind } = endpoints[operation];
    const until = performance.now() + deadlines[kind];
    let mayRetry = true;
    let replacement: CachedToken | undefined;
    this.#budget.earn();
    try {
      for (;;) {
        const left = until - performance.now();
        const token = replacement ?? (await this.#token(left));
        let response: HttpResponse;
        try {
          response = await this.#attempt(
            operation,
            breaker,
            context,
            request(token, until - performance.now()),
          );
        } catch (thrown) {
          const failure = failureOf(thrown);
          mayRetry &&= isRepeatable(kind, failure);
          if (!(mayRetry && (await this.#waitBeforeRetry(operation, breaker, undefined, until)))) {
            throw problemOfFailure(operation, failure);
          }
          mayRetry = false;
          continue;
        }
        if (isTokenRefusal(operation, response)) {
          // Refused before anything was executed: a second attempt is safe for every kind of call.
          if (replacement !== undefined) {
            this.#refusals.record(operation, token);
            throw new ProblemError("upstream_refused");
          }
          replacement = await this.#replaceToken(operation, token, until - performance.now());
          continue;
        }
        this.#recordAccepted(operation, token);
        const isTransient = response.status >= 500 || response.status === 429;
        if (isTransient && kind === "read" && mayRetry) {
          mayRetry = false;
          if (await this.#waitBeforeRetry(operation, breaker, response.retryAfter, until)) continue;
        }
        return response;
      }
    } finally {
      breaker.release();
    }
  }

  #token(timeout: number): CachedToken | Promise<CachedToken> {
    return this.#deps.tokens.current() ?? this.#deps.tokens.get(timeout);
  }

  /** A token instead of one that this operation refused. Throws `upstream_refused` when another one would not help. */
  async #replaceToken(operation: Operation, token: CachedToken, timeout: number): Promise<CachedToken> {
    const mayHelp = this.#refusals.record(operation, token);
    const replacement = mayHelp ? await this.#deps.tokens.replace(token, timeout) : undefined;
    if (replacement === undefined) throw new ProblemError("upstream_refused");
    return replacement;
  }

  #recordAccepted(operation: Operation, token: CachedToken): void {
    token.accepted = true;
    this.#refusals.clear(operation);
  }

  async #attempt(
    operation: Operation,
    breaker: CircuitBreaker,
    context: CallContext,
    request: HttpRequest,
  ): Promise<HttpResponse> {
    const { transport, uploadTransport = transport } = this.#deps;
    const { traceparent, end } = this.#calls.begin(operation, context.requestId);
    const headers =
      traceparent === undefined ? request.headers : [...request.headers, "traceparent", traceparent];
    try {
      const response = await (operation === "uploadFile"
        ? uploadTransport.send({ ...request, headers })
        : transport.send({ operation, ...request, headers }));
      const { status } = response;
      end({ outcome: statusClass(status), status, providerSlug: this.providerSlug });
      if (isScopeRefusal(operation, response)) {
        const { method, path } = endpoints[operation];
        this.#scopeWarnings.record(operation, `${method} ${path}`, this.providerSlug);
      }
      if (response.status === 429) {
        if (isLimitForAll(operation)) breaker.recordRetryAfter(response.retryAfter ?? 1);
      } else if (response.status >= 500) breaker.recordFailure();
      else breaker.recordSuccess();
      return response;
    } catch (thrown) {
      const { kind, cause } = failureOf(thrown);
      end({ outcome: kind, cause, providerSlug: this.providerSlug });
      if (kind !== "caller_gone" && kind !== "queue_full") breaker.recordFailure();
      throw thrown;
    }
  }

  /** Waits before a retry. False when there is no time left, the circuit is open or the budget is spent. */
  async #waitBeforeRetry(
    operation: Operation,
    breaker: CircuitBreaker,
    retryAfter: number | undefined,
    until: number,
  ): Promise<boolean> {
    const pause = retryAfter === undefined ? Math.random() * maxRetryDelay : retryAfter * 1000;
    if (performance.now() + pause + minAttemptTime > until || pause > maxRetryAfter) return false;
    if (breaker.isOpen && retryAfter === undefined) return false;
    if (!this.#budget.spend()) return false;
    this.#deps.metrics.upstreamRetries.inc({ operation });
    await sleep(pause);
    return true;
  }
}

function admit(breaker: CircuitBreaker): void {
  const wait = breaker.admit();
  if (wait !== undefined) throw new ProblemError("upstream_unavailable", { retryAfter: wait });
}

/** The path of a call. Throws `not_found` for a parameter that is no valid id. */
function pathOf(operation: JsonOperation, params: CallInput["params"] = {}): string {
  try {
    return buildPath[operation](params);
  } catch (thrown) {
    throw thrown instanceof RangeError ? new ProblemError("not_found") : thrown;
  }
}

/** Whether a call may be sent again: reads, and others when nothing of them can have been sent. */
function isRepeatable(kind: Kind, failure: HttpFailure): boolean {
  if (failure.kind === "connect") return true;
  return failure.kind === "broken" && (kind === "read" || !failure.sent);
}

function failureOf(thrown: unknown): HttpFailure {
  if (typeof thrown === "object" && thrown !== null && "sent" in thrown) return thrown as HttpFailure;
  return { kind: "broken", sent: true };
}

const statusClasses = ["", "1xx", "2xx", "3xx", "4xx", "5xx"];
const statusClass = (status: number) =>
  status === 429 ? "429" : (statusClasses[Math.floor(status / 100)] ?? "");

/** The headers of a call to the vendor. None comes from a browser as it is. */
function headersOf(token: CachedToken, context: CallContext, contentType: string | undefined): string[] {
  const headers = [
    "accept",
    "application/json",
    "authorization",
    `Bearer ${token.accessToken}`,
    "x-request-id",
    context.requestId,
  ];
  if (contentType !== undefined) headers.push("content-type", contentType);
  // Assumed: that the vendor writes labels, names and reasons in the language asked for, where it has several.
  if (context.language !== undefined) headers.push("accept-language", context.language);
  return headers;
}

function queryOf(query: CallInput["query"]): string {
  if (query === undefined) return "";
  let text = "";
  for (const name in query) {
    const value = query[name];
    if (value === undefined) continue;
    text += `${text === "" ? "?" : "&"}${name}=${encodeURIComponent(value)}`;
  }
  return text;
}

/** The reply, validated by its schema. */
function readReply<Name extends JsonOperation>(operation: Name, response: HttpResponse): ReplyOf<Name> {
  if (response.status < 200 || response.status > 299) throw problemOfResponse(operation, response);
  if (!response.json) throw problemOfUnreadable(operation);
  let json: unknown;
  try {
    json = parseLossless(response.text);
  } catch {
    // The error of the parser quotes its input, and is not passed on.
    throw problemOfUnreadable(operation);
  }
  const read = endpoints[operation].reply.safeParse(json);
  if (!read.success) throw problemOfUnreadable(operation);
  return read.data as ReplyOf<Name>;
}
