import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Gauge } from "prom-client";
import { parseExact } from "../json/lossless-json.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { Breaker } from "./circuit-breaker.ts";
import {
  addressOf,
  endpoints,
  type JsonOperation,
  type Kind,
  type Operation,
  type ReplyOf,
} from "./endpoints.ts";
import { problemOfAnswer, problemOfFailure, problemOfUnreadable } from "./errors.ts";
import { RetryBudget } from "./retry-budget.ts";
import type { HeldToken, TokenSource } from "./token/token-cache.ts";
import type { Caller, Failure, Incoming, Outgoing, Transport } from "./transport.ts";

/** What goes into a call. `parts` fill the address, `query` and `body` were read through a schema. */
export type CallInput = {
  parts?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
};

export type CallContext = { requestId: string; caller?: Caller | undefined };

/** A file on its way to the vendor: a multipart body that is made while it is sent. */
export type FileBody = { contentType: string; stream: Readable };

/** The vendor, as all other code sees it. Every method throws a `ProblemError` and nothing else. */
export type Arc = {
  call<Name extends JsonOperation>(
    operation: Name,
    input: CallInput,
    context: CallContext,
  ): Promise<ReplyOf<Name>>;
  upload(requestId: string, file: FileBody, context: CallContext): Promise<void>;
  /** The provider's name, for log lines. */
  readonly providerSlug: string | undefined;
};

/** Milliseconds for the whole call, waiting for a token and a connection included. */
const deadlines: Record<Kind | "upload", number> = {
  read: 10_000,
  write: 15_000,
  // A sponsor that decides at once may take its time over it.
  once: 30_000,
  upload: 130_000,
};
/** Milliseconds under which a try is not worth starting. */
const shortestTry = 200;
/** Milliseconds before a retry, at the most. */
const longestPause = 250;
/** Milliseconds an upload may stand still. */
const uploadIdle = 30_000;

type Deps = {
  transport: Transport;
  tokens: TokenSource;
  metrics: Metrics;
  /** Named when the token names none. */
  providerSlug?: string | undefined;
};

/** ARC over HTTP. */
export class HttpArc implements Arc {
  readonly #deps: Deps;
  readonly #budget = new RetryBudget();
  readonly #breakers = new Map<Operation, Breaker>(
    (Object.keys(endpoints) as Operation[]).map((operation) => [operation, new Breaker()]),
  );

  constructor(deps: Deps) {
    this.#deps = deps;
    const registers = [deps.metrics.registry];
    new Gauge({
      name: "preauth_upstream_under_way",
      help: "Calls to the vendor under way or queued.",
      registers,
      collect() {
        this.set(deps.transport.underWay);
      },
    });
    const breakers = this.#breakers;
    new Gauge({
      name: "preauth_breakers_open",
      help: "Operations that are not tried at the moment.",
      registers,
      collect() {
        this.set([...breakers.values()].filter((breaker) => breaker.open).length);
      },
    });
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
    // Before anything else: what cannot be asked for is no failure of the vendor's.
    const path = safeAddress(operation, input.parts) + queryOf(input.query);
    const incoming = await this.#exchange(operation, deadlines[kind], (token, deadline) => ({
      method,
      path,
      headers: headersOf(token, context, body === undefined ? undefined : "application/json"),
      body,
      deadline,
      // A write that has begun is finished, whoever waits for it: its answer is remembered.
      caller: kind === "read" ? context.caller : undefined,
    }));
    return readReply(operation, incoming);
  }

  async upload(requestId: string, file: FileBody, context: CallContext): Promise<void> {
    const breaker = this.#admitted("uploadFile");
    const started = Date.now();
    try {
      const token = await this.#token(deadlines.read);
      const incoming = await this.#try("uploadFile", breaker, {
        method: "POST",
        path: addressOf.uploadFile({ id: requestId }),
        headers: headersOf(token, context, file.contentType),
        body: file.stream,
        deadline: deadlines.upload - (Date.now() - started),
        idle: uploadIdle,
      });
      if (incoming.status === 401) {
        this.#deps.tokens.drop(token);
        // The body is spent; whoever holds the file can send it again.
        throw new ProblemError("upload_interrupted");
      }
      token.proven = true;
      if (incoming.status < 200 || incoming.status > 299) throw problemOfAnswer("uploadFile", incoming);
    } catch (thrown) {
      throw thrown instanceof ProblemError ? thrown : problemOfFailure("uploadFile", failureOf(thrown));
    } finally {
      breaker.unknown();
    }
  }

  /** Gets an answer that is neither a 401 nor, as far as patience goes, a transient failure. */
  async #exchange(
    operation: Operation,
    patience: number,
    outgoing: (token: HeldToken, deadline: number) => Outgoing,
  ): Promise<Incoming> {
    const breaker = this.#admitted(operation);
    const { kind } = endpoints[operation];
    const until = performance.now() + patience;
    let mayRetry = true;
    let mayRenew = true;
    this.#budget.earn();
    try {
      for (;;) {
        const left = until - performance.now();
        const token = this.#deps.tokens.usable() ?? (await this.#deps.tokens.obtain(left));
        let incoming: Incoming;
        try {
          incoming = await this.#try(operation, breaker, outgoing(token, until - performance.now()));
        } catch (thrown) {
          const failure = failureOf(thrown);
          mayRetry &&= repeatable(kind, failure);
          if (!(mayRetry && (await this.#pauseBeforeRetry(operation, breaker, undefined, until)))) {
            throw problemOfFailure(operation, failure);
          }
          mayRetry = false;
          continue;
        }
        if (incoming.status === 401) {
          // Refused before anything was done: repeating it is safe for every kind of call.
          if (!mayRenew || !this.#deps.tokens.drop(token)) throw new ProblemError("upstream_refused");
          mayRenew = false;
          continue;
        }
        token.proven = true;
        const transient = incoming.status >= 500 || incoming.status === 429;
        if (transient && kind === "read" && mayRetry) {
          mayRetry = false;
          if (await this.#pauseBeforeRetry(operation, breaker, incoming.retryAfter, until)) continue;
        }
        return incoming;
      }
    } finally {
      breaker.unknown();
    }
  }

  #admitted(operation: Operation): Breaker {
    const breaker = this.#breakers.get(operation) as Breaker;
    const wait = breaker.refusal();
    if (wait !== undefined) throw new ProblemError("upstream_unavailable", { retryAfter: wait });
    return breaker;
  }

  #token(patience: number): HeldToken | Promise<HeldToken> {
    return this.#deps.tokens.usable() ?? this.#deps.tokens.obtain(patience);
  }

  async #try(operation: Operation, breaker: Breaker, outgoing: Outgoing): Promise<Incoming> {
    const { transport, metrics } = this.#deps;
    try {
      const incoming = await transport.send(outgoing);
      metrics.upstreamCalls.inc({ operation, outcome: statusClass(incoming.status) });
      if (incoming.status === 429) breaker.told(incoming.retryAfter ?? 1);
      else if (incoming.status >= 500) breaker.failed();
      else breaker.succeeded();
      return incoming;
    } catch (thrown) {
      const { kind } = failureOf(thrown);
      metrics.upstreamCalls.inc({ operation, outcome: kind });
      if (kind !== "caller_gone" && kind !== "queue_full") breaker.failed();
      throw thrown;
    }
  }

  /** Waits a moment and says whether a retry is worth it, allowed by the budget, and asked for by nobody else. */
  async #pauseBeforeRetry(
    operation: Operation,
    breaker: Breaker,
    retryAfter: number | undefined,
    until: number,
  ): Promise<boolean> {
    const pause = retryAfter === undefined ? Math.random() * longestPause : retryAfter * 1000;
    if (performance.now() + pause + shortestTry > until || pause > 2_000) return false;
    if (breaker.open && retryAfter === undefined) return false;
    if (!this.#budget.spend()) return false;
    this.#deps.metrics.upstreamRetries.inc({ operation });
    await sleep(pause);
    return true;
  }
}

const noParts = {};

/** The address of a call. Throws `not_found` for a part that is no id of anything, such as one out of a body. */
function safeAddress(operation: JsonOperation, parts: CallInput["parts"] = noParts): string {
  try {
    return addressOf[operation](parts);
  } catch (thrown) {
    throw thrown instanceof RangeError ? new ProblemError("not_found") : thrown;
  }
}

/** Whether a call may be made once more: reads, and others when nothing of them can have left. */
function repeatable(kind: Kind, failure: Failure): boolean {
  if (failure.kind === "connect") return true;
  return failure.kind === "broken" && (kind === "read" || !failure.sent);
}

function failureOf(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "sent" in thrown) return thrown as Failure;
  return { kind: "broken", sent: true };
}

const classes = ["", "1xx", "2xx", "3xx", "4xx", "5xx"];
const statusClass = (status: number) => (status === 429 ? "429" : (classes[Math.floor(status / 100)] ?? ""));

/** The closed list of headers that go to the vendor. Nothing that a browser sent is among them. */
function headersOf(token: HeldToken, context: CallContext, contentType: string | undefined): string[] {
  const headers = [
    "accept",
    "application/json",
    "authorization",
    `Bearer ${token.accessToken}`,
    "x-request-id",
    context.requestId,
  ];
  if (contentType !== undefined) headers.push("content-type", contentType);
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

/** The answer, read through its schema. */
function readReply<Name extends JsonOperation>(operation: Name, incoming: Incoming): ReplyOf<Name> {
  if (incoming.status < 200 || incoming.status > 299) throw problemOfAnswer(operation, incoming);
  if (!incoming.json) throw problemOfUnreadable(operation);
  let json: unknown;
  try {
    json = parseExact(incoming.text);
  } catch {
    // What the parser throws quotes its input.
    throw problemOfUnreadable(operation);
  }
  const read = endpoints[operation].reply.safeParse(json);
  if (!read.success) throw problemOfUnreadable(operation);
  return read.data as ReplyOf<Name>;
}
