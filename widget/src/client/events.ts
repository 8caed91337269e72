import type { AuthorizationOutcome, DocumentCheck, LiveEvents } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";
import { type StreamEvent, streamReader } from "./events-reader.ts";
import { asProblem, type Problem } from "./problem.ts";

/** What can be heard of a request. `live`: whether news would come in by themselves right now. */
export type Ears = {
  live(isLive: boolean): void;
  outcome(outcome: AuthorizationOutcome): void;
  check(check: DocumentCheck): void;
  /** Told once until something is heard again; it goes on being tried. */
  problem(problem: Problem): void;
};

export type Watching = {
  client: Client;
  requestId: string;
  /** Whether the request is asked for where no stream gets through. */
  asks: boolean;
  ears: Ears;
  signal: AbortSignal;
  /** Calls back after milliseconds; what it gives back calls that off. */
  after?(milliseconds: number, then: () => void): () => void;
  page?: Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener" | "defaultView">;
};

/** Milliseconds for the first byte: what lies between may hold a stream back until it ends. */
const firstByteEnd = 20_000;
/** Milliseconds of silence after which a stream is dead. The server gives a sign of life every 15 s. */
const silenceEnd = 45_000;
/** Milliseconds after which a tab that nobody sees stops listening. */
const hiddenEnd = 60_000;
/** Streams that broke in a row, without a byte, after which the request is asked for instead. */
const mostBroken = 3;

/** Milliseconds until a stream is opened again, and until a request is asked for again. */
const reopenPause = (times: number) => Math.min(1000 * 2 ** times, 30_000) * (0.75 + Math.random() / 2);
const askPause = (times: number) => Math.min(2000 * 1.5 ** times, 60_000);

/**
 * Listens for news of a request until the signal ends it: over a stream where one gets through, by asking with growing
 * pauses where not. A tab that is not seen for a minute rests, and is up to date at once when it is seen again.
 */
export async function watchNews(watching: Watching): Promise<undefined> {
  const { client, requestId, asks, ears, signal, after = browserAfter, page = document } = watching;
  const path = `/arc/v1/authorization-requests/${encodeURIComponent(requestId)}`;
  let streams = true;
  let times = 0;
  let lastId = "";
  let complained = false;
  let isHidden = false;
  let stream = new AbortController();
  let wake = () => {};
  let showHides = () => {};

  const nap = (milliseconds?: number) =>
    new Promise<void>((resolve) => {
      const callOff = milliseconds === undefined ? resolve : after(milliseconds, resolve);
      wake = () => {
        callOff();
        resolve();
      };
    });
  const seen = () => {
    showHides();
    if (page.visibilityState === "hidden") {
      showHides = after(hiddenEnd, () => {
        isHidden = true;
        stream.abort();
      });
      return;
    }
    if (isHidden) {
      isHidden = false;
      streams = true;
      times = 0;
    }
    wake();
  };
  const end = () => {
    stream.abort();
    wake();
  };

  /** One stream, from its opening to its end. Resolves to whether another one is worth it. */
  const listen = async (): Promise<boolean> => {
    stream = new AbortController();
    let silent = false;
    const clock = (milliseconds: number) =>
      after(milliseconds, () => {
        silent = true;
        stream.abort();
      });
    let stop = clock(firstByteEnd);
    let heard = false;
    try {
      const response = await open(client, `${path}/events`, lastId, stream.signal);
      const body = /event-stream/.test(response.headers.get("content-type") ?? "") && response.body;
      if (!response.ok || !body) return false;
      const take = streamReader((event) => {
        lastId = event.id || lastId;
        tell(event);
      });
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        stop();
        stop = clock(silenceEnd);
        if (!heard) ears.live(true);
        heard = true;
        complained = false;
        times = 0;
        take(value);
      }
    } catch (thrown) {
      if (!stream.signal.aborted && !heard && thrown instanceof Error && "problem" in thrown) throw thrown;
      return heard || !(silent || times >= mostBroken);
    } finally {
      stop();
      stream.abort();
      if (heard) ears.live(false);
    }
  };
  const tell = ({ name, data }: StreamEvent) => {
    const news = JSON.parse(data) as LiveEvents[keyof LiveEvents];
    if (name === "decision") ears.outcome(news as AuthorizationOutcome);
    if (name === "document_check") ears.check(news as DocumentCheck);
  };

  page.addEventListener("visibilitychange", seen);
  page.defaultView?.addEventListener("online", wake_);
  signal.addEventListener("abort", end);
  function wake_() {
    wake();
  }
  try {
    while (!signal.aborted) {
      if (isHidden) await nap();
      const streamed = streams;
      try {
        if (streams) streams = await listen();
        else if (asks) {
          const outcome = await client.get<AuthorizationOutcome>(path, signal);
          complained = false;
          ears.outcome(outcome);
          if (outcome.status === "COMPLETED") return undefined;
        } else return undefined;
      } catch (thrown) {
        if (signal.aborted) break;
        const problem = asProblem(thrown);
        if (!complained && problem.code !== "offline" && problem.code !== "unreachable")
          ears.problem(problem);
        complained = true;
      }
      if (streamed && !streams) times = 0;
      else if (!isHidden && !signal.aborted) await nap((streams ? reopenPause : askPause)(times++));
    }
  } finally {
    showHides();
    page.removeEventListener("visibilitychange", seen);
    page.defaultView?.removeEventListener("online", wake_);
    signal.removeEventListener("abort", end);
  }
  return undefined;
}

/** `EventSource` can send no header, and a token never stands in an address: the stream is a fetch. */
async function open(client: Client, path: string, lastId: string, signal: AbortSignal): Promise<Response> {
  const current = client.token();
  const ask = async (token: Promise<string>) =>
    fetch(client.base + path, {
      headers: {
        authorization: `Bearer ${await token}`,
        accept: "text/event-stream",
        ...(lastId && { "last-event-id": lastId }),
      },
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
