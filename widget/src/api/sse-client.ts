import type { AuthorizationOutcome, DocumentCheck } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";
import { asProblem, type Problem } from "./problem.ts";

/** What can be heard of a request. `live`: whether news would come in by themselves right now. */
export type WatchListeners = {
  live(isLive: boolean): void;
  outcome(outcome: AuthorizationOutcome): void;
  check(check: DocumentCheck): void;
  /** Told once until something is heard again; it goes on being tried. */
  problem(problem: Problem): void;
};

export type WatchOptions = {
  client: Client;
  requestId: string;
  /** Whether the request is asked for where no stream gets through. */
  asks: boolean;
  listeners: WatchListeners;
  signal: AbortSignal;
  /** Calls back after milliseconds; what it gives back calls that off. */
  after?(milliseconds: number, then: () => void): () => void;
  page?: EventTarget & { readonly visibilityState: string };
};

/** Milliseconds for the first byte: what lies between may hold a stream back until it ends. */
const firstByteEnd = 20_000;
/** Milliseconds of silence after which a stream is dead. The server gives a sign of life every 15 s. */
const silenceEnd = 45_000;
/** Milliseconds after which a tab that nobody sees stops listening. */
const hiddenEnd = 60_000;
/** Milliseconds that a browser's timer can hold. */
const longestTimer = 2 ** 31 - 1;
/** Streams that broke in a row, without a byte, after which the request is asked for instead. */
const mostBroken = 3;

/** Milliseconds until it is tried again: about 2 s at first and a minute at last, for no two pages alike. */
const pause = (times: number) => Math.min(2000 * 1.5 ** times, 60_000) * (0.75 + Math.random() / 2);

/**
 * Listens for news of a request until the signal ends it: over a stream where one gets through, by asking with growing
 * pauses where not. A tab that is not seen for a minute rests, and is up to date at once when it is seen again.
 */
export async function watchRequest(watching: WatchOptions): Promise<undefined> {
  const {
    client,
    requestId,
    asks,
    listeners: ears,
    signal,
    after = browserAfter,
    page = document,
  } = watching;
  const path = `/arc/v1/authorization-requests/${encodeURIComponent(requestId)}`;
  const over = new AbortController();
  const listening = { signal: over.signal };
  let streams = true;
  let times = 0;
  let lastId = "";
  let hasComplained = false;
  let isHidden = false;
  let stream = over;
  let wake = () => {};
  let callOffHiding = () => {};

  const nap = (milliseconds = longestTimer) =>
    new Promise<void>((resolve) => {
      const callOff = after(milliseconds, resolve);
      wake = () => {
        callOff();
        resolve();
      };
    });
  const seen = () => {
    callOffHiding();
    if (page.visibilityState === "hidden") {
      callOffHiding = after(hiddenEnd, () => {
        isHidden = true;
        stream.abort();
      });
    } else {
      if (isHidden) streams = true;
      isHidden = false;
      wake();
    }
  };

  /** One stream, from its opening to its end. Resolves to whether another one is worth it. */
  const listen = async (): Promise<boolean> => {
    stream = new AbortController();
    let isSilent = false;
    let isLive = false;
    const clock = (milliseconds: number) =>
      after(milliseconds, () => {
        isSilent = true;
        stream.abort();
      });
    let stop = clock(firstByteEnd);
    try {
      const { ok, body, headers } = await open(client, `${path}/events`, lastId, stream.signal);
      if (!ok || !body || !/event-stream/.test(`${headers.get("content-type")}`)) return false;
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ""; ; ) {
        const { done, value } = await reader.read();
        if (done) return isLive || times < mostBroken;
        stop();
        stop = clock(silenceEnd);
        if (!isLive) ears.live(true);
        isLive = true;
        hasComplained = false;
        times = 0;
        // An event ends with an empty line; what comes after it is the beginning of the next.
        const events = (rest + value).split(/\r?\n\r?\n/);
        rest = events.pop() as string;
        for (const event of events) take(event);
      }
    } catch (thrown) {
      if (!isLive && thrown instanceof Error && "problem" in thrown) throw thrown;
      return isLive || !(isSilent || times >= mostBroken);
    } finally {
      stop();
      stream.abort();
      if (isLive) ears.live(false);
    }
  };
  const take = (event: string) => {
    const line = (name: string) => new RegExp(`^${name}: ?(.*)`, "m").exec(event)?.[1] ?? "";
    lastId = line("id") || lastId;
    const name = line("event");
    if (name === "decision") ears.outcome(JSON.parse(line("data")));
    if (name === "document_check") ears.check(JSON.parse(line("data")));
  };

  page.addEventListener("visibilitychange", seen, listening);
  globalThis.addEventListener?.("online", () => wake(), listening);
  const end = () => {
    over.abort();
    stream.abort();
    wake();
  };
  signal.addEventListener("abort", end, listening);
  while (!signal.aborted) {
    if (isHidden) await nap();
    const streamed: boolean = streams;
    try {
      if (streams) streams = await listen();
      else if (asks) {
        const outcome = await client.get<AuthorizationOutcome>(path, signal);
        hasComplained = false;
        ears.outcome(outcome);
        if (outcome.status === "COMPLETED") break;
      } else break;
    } catch (thrown) {
      if (signal.aborted) break;
      const problem = asProblem(thrown);
      // No connection is nothing that a person could mend, and it comes back by itself.
      if (!hasComplained && !/^(offline|unreachable)$/.test(problem.code)) ears.problem(problem);
      hasComplained = true;
    }
    if (streamed !== streams) times = 0;
    else if (!isHidden && !signal.aborted) await nap(pause(times++));
  }
  callOffHiding();
  over.abort();
  return undefined;
}

/** `EventSource` can send no header, and a token never stands in an address: the stream is a fetch. */
async function open(client: Client, path: string, lastId: string, signal: AbortSignal): Promise<Response> {
  const current = client.token();
  const ask = async (token: Promise<string>) =>
    fetch(client.base + path, {
      headers: { authorization: `Bearer ${await token}`, ...(lastId && { "last-event-id": lastId }) },
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal,
    });
  const response = await ask(current);
  return response.status === 401 ? ask(client.renewToken(current)) : response;
}

function browserAfter(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}
