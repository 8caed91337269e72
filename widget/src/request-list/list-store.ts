import type { ListedRequest, RequestListPage } from "@osigu-preauth/shared";
import type { Client } from "../api/client.ts";
import { load } from "../lazy/load-module.ts";
import { now } from "../platform/clock.ts";
import { asProblem, type Problem } from "../problem/problem.ts";
import {
  type Change,
  type Filter,
  initialState,
  type ListState,
  nextPagePath,
  shownPagePath,
  withNextPage,
  withRequest,
  withShownPage,
} from "./list-state.ts";

export type ListStoreListeners = {
  /** Something of the state has changed. */
  changed(): void;
  /** A live request was taken over. */
  received(request: ListedRequest, change: Change): void;
  failed(problem: Problem): void;
};

/** Milliseconds between two attempts to load the watch: nobody presses a button for the live events. */
const retryDelay = 5_000;

/** The state of one list, read a page at a time and kept up to date by one event stream. */
export class ListStore {
  state: ListState = initialState;
  /** The page that is being read. */
  loading: "first" | "next" | undefined;
  /** Whether the stream is open; undefined before it was for the first time. */
  isLive: boolean | undefined;
  #client: Client;
  #listeners: ListStoreListeners;
  #ended = new AbortController();
  /** The failure that the page was told last: a wrong token stops the page of requests and the stream alike. */
  #told: string | undefined;
  /** The stream has opened while a page was being read. */
  #isStale = false;
  /** The reads of the present filter and search. Others are no longer of interest. */
  #reads = new AbortController();

  constructor(client: Client, listeners: ListStoreListeners) {
    this.#client = client;
    this.#listeners = listeners;
  }

  start(): void {
    void this.#read("first");
    void this.#watch();
  }

  dispose(): void {
    this.#ended.abort();
    this.#reads.abort();
  }

  show(change: { filter?: Filter; query?: string }): Promise<void> {
    this.#reads.abort();
    this.#reads = new AbortController();
    this.state = { ...this.state, ...change, requests: undefined, total: 0, problem: undefined };
    return this.#read("first");
  }

  showMore(): Promise<void> {
    return this.#read("next");
  }

  /** Reads again what could not be read. */
  retry(): void {
    void this.#read(this.state.requests ? "next" : "first");
  }

  async #read(which: "first" | "next"): Promise<void> {
    const { signal } = this.#reads;
    this.loading = which;
    this.state = { ...this.state, problem: undefined };
    this.#listeners.changed();
    try {
      const page = await this.#client.get<RequestListPage>(nextPagePath(this.state), signal);
      if (signal.aborted) return;
      this.state = withNextPage(this.state, page);
      this.#told = undefined;
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = asProblem(thrown);
      this.state = { ...this.state, problem };
      this.#tell(problem);
    }
    this.loading = undefined;
    this.#listeners.changed();
    if (this.#isStale) await this.#refresh();
  }

  /** Reads again what is shown: the stream tells only what changes while it is open. A failure changes nothing. */
  #refresh = async (): Promise<void> => {
    const { signal } = this.#reads;
    this.#isStale = this.loading !== undefined;
    if (this.#isStale) return;
    try {
      const page = await this.#client.get<RequestListPage>(shownPagePath(this.state), signal);
      if (!signal.aborted) this.state = withShownPage(this.state, page);
    } catch {
      // The requests that are shown stay.
    }
    this.#listeners.changed();
  };

  #tell(problem: Problem): void {
    if (problem.code === this.#told) return;
    this.#told = problem.code;
    this.#listeners.failed(problem);
  }

  async #watch(): Promise<void> {
    const { signal } = this.#ended;
    const module = await load(() => import("../api/sse-client.ts")).catch(() => undefined);
    if (signal.aborted) return;
    if (!module) {
      setTimeout(() => void this.#watch(), retryDelay);
      return;
    }
    await module.watchRequestList({
      client: this.#client,
      signal,
      onRequest: (request) => {
        const [state, change] = withRequest(this.state, request, now());
        this.state = state;
        if (change === "other") return;
        this.#listeners.received(request, change);
        this.#listeners.changed();
      },
      onLive: (isLive) => {
        this.isLive = isLive;
        this.#listeners.changed();
      },
      onStale: this.#refresh,
      onProblem: (problem) => this.#tell(problem),
    });
  }
}
