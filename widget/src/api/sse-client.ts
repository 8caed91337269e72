import type { AuthorizationOutcome, DocumentCheck } from "@osigu-preauth/shared";
import type { EventSourceMessage } from "eventsource-parser";
import { browserClock, type Clock } from "../platform/clock.ts";
import { asProblem, type Problem, ProblemError } from "../problem/problem.ts";
import type { Client } from "./client.ts";
import { openEventStream, readEventStream } from "./event-stream.ts";

/** What a watch reports. `live`: whether a stream is open. */
export type WatchListeners = {
  live(isLive: boolean): void;
  outcome(outcome: AuthorizationOutcome): void;
  check(check: DocumentCheck): void;
  /** Called once until the server answers again. The watch continues. */
  problem(problem: Problem): void;
};

export type WatchOptions = {
  client: Client;
  requestId: string;
  /** Whether to poll the request where no event stream works. */
  polls: boolean;
  listeners: WatchListeners;
  signal: AbortSignal;
  clock?: Clock;
  page?: EventTarget & { readonly visibilityState: string };
};

/** Milliseconds for the first byte: a proxy may buffer a stream until it ends. */
const firstByteTimeout = 20_000;
/** Milliseconds of silence after which a stream counts as broken. The server sends a comment every 15 s. */
const silenceTimeout = 45_000;
/** The longest timer of a browser, in milliseconds. */
const longestTimer = 2 ** 31 - 1;
/** Streams in a row that broke without a byte, after which the watch polls. */
const maxBrokenStreams = 3;

/** Milliseconds before the next attempt: about 2 s at first, a minute at most, with jitter. */
function retryDelay(attempts: number): number {
  return Math.min(2000 * 1.5 ** attempts, 60_000) * (0.75 + Math.random() / 2);
}

/**
 * Watches a request until the signal aborts, by an event stream, or by polling with growing pauses where no stream
 * works. A hidden tab pauses the watch, and resumes it when it is visible: over HTTP/1.1 a browser has six connections
 * for all tabs, and a seventh tab would stand still.
 */
export async function watchRequest(options: WatchOptions): Promise<undefined> {
  await new RequestWatch(options).run();
  return undefined;
}

class RequestWatch {
  #options: WatchOptions;
  #path: string;
  #clock: Clock;
  #page: NonNullable<WatchOptions["page"]>;
  #ended = new AbortController();
  #stream = new AbortController();
  #usesStream = true;
  /** Attempts since the last byte, or since the watch changed to polling. */
  #attempts = 0;
  #lastEventId = "";
  #hasReported = false;
  #isPaused = false;
  /** A pause ended before the loop came to it: the next attempt follows at once. */
  #hasResumed = false;
  #wake = () => {};

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#path = `/arc/v1/authorization-requests/${encodeURIComponent(options.requestId)}`;
    this.#clock = options.clock ?? browserClock;
    this.#page = options.page ?? document;
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    const listenerOptions = { signal: this.#ended.signal };
    this.#page.addEventListener("visibilitychange", this.#onVisibilityChange, listenerOptions);
    globalThis.addEventListener?.("online", () => this.#wake(), listenerOptions);
    signal.addEventListener("abort", this.#onAbort, listenerOptions);
    this.#isPaused = this.#page.visibilityState === "hidden";
    while (!signal.aborted) {
      if (this.#isPaused) await this.#sleep(longestTimer);
      this.#hasResumed = false;
      const usedStream = this.#usesStream;
      const isOver = await this.#attempt();
      if (isOver || signal.aborted) break;
      if (usedStream !== this.#usesStream) this.#attempts = 0;
      else if (!this.#isPaused && !this.#hasResumed) await this.#sleep(retryDelay(this.#attempts++));
    }
    this.#ended.abort();
  }

  /** One stream, or one poll. Resolves to whether the watch is over. */
  async #attempt(): Promise<boolean> {
    try {
      if (this.#usesStream) {
        this.#usesStream = await this.#listen();
        return false;
      }
      return !this.#options.polls || (await this.#poll());
    } catch (thrown) {
      if (!this.#options.signal.aborted) this.#report(asProblem(thrown));
      return false;
    }
  }

  async #poll(): Promise<boolean> {
    const { client, listeners, signal } = this.#options;
    const outcome = await client.get<AuthorizationOutcome>(this.#path, signal);
    this.#hasReported = false;
    listeners.outcome(outcome);
    return outcome.status === "COMPLETED";
  }

  /** Reads one stream to its end. Resolves to whether another stream is worth opening. */
  async #listen(): Promise<boolean> {
    const { client, listeners } = this.#options;
    const stream = new AbortController();
    this.#stream = stream;
    let isLive = false;
    let isSilent = false;
    const abortAfter = (milliseconds: number) =>
      this.#clock.after(milliseconds, () => {
        isSilent = true;
        stream.abort();
      });
    let cancelTimeout = abortAfter(firstByteTimeout);
    const onChunk = () => {
      cancelTimeout();
      cancelTimeout = abortAfter(silenceTimeout);
      if (!isLive) listeners.live(true);
      isLive = true;
      this.#hasReported = false;
      this.#attempts = 0;
    };
    const hasAttemptsLeft = () => this.#attempts < maxBrokenStreams;
    try {
      const body = await openEventStream(client, `${this.#path}/events`, this.#lastEventId, stream.signal);
      if (!body) return false;
      const onId = (id: string) => {
        this.#lastEventId = id;
      };
      await readEventStream(body, { onChunk, onId, onEvent: (event) => this.#onEvent(event) });
      return isLive || hasAttemptsLeft();
    } catch (thrown) {
      if (!isLive && thrown instanceof ProblemError) throw thrown;
      return isLive || (!isSilent && hasAttemptsLeft());
    } finally {
      cancelTimeout();
      stream.abort();
      if (isLive) listeners.live(false);
    }
  }

  #onEvent({ event, data }: EventSourceMessage): void {
    const { listeners } = this.#options;
    if (event === "decision") listeners.outcome(JSON.parse(data));
    if (event === "document_check") listeners.check(JSON.parse(data));
  }

  /** A missing connection is not reported: the user can do nothing, and it comes back by itself. */
  #report(problem: Problem): void {
    const isConnection = problem.code === "offline" || problem.code === "unreachable";
    if (!this.#hasReported && !isConnection) this.#options.listeners.problem(problem);
    this.#hasReported = true;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #onVisibilityChange = (): void => {
    if (this.#page.visibilityState === "hidden") {
      this.#isPaused = true;
      this.#stream.abort();
      return;
    }
    // After a pause a stream is tried again, also where the watch polled before.
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#hasResumed = true;
      this.#usesStream = true;
    }
    this.#wake();
  };

  #onAbort = (): void => {
    this.#ended.abort();
    this.#stream.abort();
    this.#wake();
  };
}
