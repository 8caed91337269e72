import type { EventSourceMessage } from "eventsource-parser";
import { browserClock, type Clock } from "../platform/clock.ts";
import { asProblem, type Problem, ProblemError } from "../problem/problem.ts";
import type { Client } from "./client.ts";
import { openEventStream, readEventStream } from "./event-stream.ts";

/** What a watch needs besides its path. */
export type WatchContext = {
  client: Client;
  signal: AbortSignal;
  clock?: Clock | undefined;
  page?: (EventTarget & { readonly visibilityState: string }) | undefined;
};

export type LiveStreamOptions = WatchContext & {
  /** The path of the event stream. */
  path: string;
  onEvent(event: EventSourceMessage): void;
  /** Reads the same where no event stream works. Resolves to whether the watch is over. Without it, it is over then. */
  poll?: ((signal: AbortSignal) => Promise<boolean>) | undefined;
  /** Whether a stream is open. */
  onLive(isLive: boolean): void;
  /** Called once until the server answers again. The watch continues. */
  onProblem(problem: Problem): void;
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
 * Reads an event stream until the signal aborts, again and again, or polls with growing pauses where no stream works.
 * A hidden tab pauses the watch, and resumes it when it is visible: over HTTP/1.1 a browser has six connections for all
 * tabs, and a seventh tab would stand still.
 */
export class LiveStream {
  #options: LiveStreamOptions;
  #clock: Clock;
  #page: NonNullable<WatchContext["page"]>;
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

  constructor(options: LiveStreamOptions) {
    this.#options = options;
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
      return await this.#poll();
    } catch (thrown) {
      if (!this.#options.signal.aborted) this.#report(asProblem(thrown));
      return false;
    }
  }

  async #poll(): Promise<boolean> {
    const { poll, signal } = this.#options;
    if (!poll) return true;
    const isOver = await poll(signal);
    this.#hasReported = false;
    return isOver;
  }

  /** Reads one stream to its end. Resolves to whether another stream is worth opening. */
  async #listen(): Promise<boolean> {
    const { client, path, onEvent, onLive } = this.#options;
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
      if (!isLive) onLive(true);
      isLive = true;
      this.#hasReported = false;
      this.#attempts = 0;
    };
    const hasAttemptsLeft = () => this.#attempts < maxBrokenStreams;
    try {
      const body = await openEventStream(client, path, this.#lastEventId, stream.signal);
      if (!body) return false;
      const onId = (id: string) => {
        this.#lastEventId = id;
      };
      await readEventStream(body, { onChunk, onId, onEvent });
      return isLive || hasAttemptsLeft();
    } catch (thrown) {
      if (!isLive && thrown instanceof ProblemError) throw thrown;
      return isLive || (!isSilent && hasAttemptsLeft());
    } finally {
      cancelTimeout();
      stream.abort();
      if (isLive) onLive(false);
    }
  }

  /** A missing connection is not reported: the user can do nothing, and it comes back by itself. */
  #report(problem: Problem): void {
    const isConnection = problem.code === "offline" || problem.code === "unreachable";
    if (!this.#hasReported && !isConnection) this.#options.onProblem(problem);
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
