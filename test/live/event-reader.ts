import { setTimeout as pause } from "node:timers/promises";

/** An event as it came over the wire. */
export type Seen = { id: string; name: string; data: unknown };

/** An open stream of events, read as a page would: over `fetch`, with the session's token. */
export type EventReader = {
  response: Response;
  /** All that came, in its order. */
  seen: Seen[];
  /** Everything that came, as text. */
  text(): string;
  /** The next event that was not asked for yet; fails after so many milliseconds. */
  next(within?: number): Promise<Seen>;
  /** Fails when an event comes that was not asked for yet, within so many milliseconds. */
  staysQuiet(milliseconds?: number): Promise<void>;
  /** Resolves when the server has ended the stream, or the connection broke. */
  ended: Promise<"ended" | "broken">;
  close(): void;
};

/** Without a request: the events of every request of the session. */
export type Watched = { url: string; token: string; requestId?: string; lastEventId?: string };

/** Opens the events of a request, or of all. The answer may be a refusal: look at `response`. */
export async function openEvents({ url, token, requestId, lastEventId }: Watched): Promise<EventReader> {
  const leaving = new AbortController();
  const path = requestId === undefined ? "events" : `${requestId}/events`;
  const response = await fetch(`${url}/arc/v1/authorization-requests/${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
    signal: leaving.signal,
  });
  const seen: Seen[] = [];
  let all = "";
  let taken = 0;
  let wake = () => {};

  async function read(): Promise<"ended" | "broken"> {
    let rest = "";
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        const text = decoder.decode(chunk as Uint8Array, { stream: true });
        all += text;
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        seen.push(...blocks.flatMap(eventOf));
        wake();
      }
      return "ended";
    } catch {
      return "broken";
    }
  }

  return {
    response,
    seen,
    text: () => all,
    ended: read(),
    close: () => leaving.abort(),
    async next(within = 60_000) {
      const until = Date.now() + within;
      while (seen.length <= taken) {
        const left = until - Date.now();
        if (left <= 0) throw new Error(`No event came within ${within} ms.`);
        const timer = new AbortController();
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
          pause(left, undefined, { signal: timer.signal }).catch(() => {}),
        ]);
        timer.abort();
      }
      taken += 1;
      return seen[taken - 1] as Seen;
    },
    async staysQuiet(milliseconds = 80) {
      await pause(milliseconds);
      const [stranger] = seen.slice(taken);
      if (stranger !== undefined) throw new Error(`An event came: ${JSON.stringify(stranger)}`);
    },
  };
}

function eventOf(block: string): Seen[] {
  const fields = new Map(
    block.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return [];
  return [{ id: fields.get("id") ?? "", name: fields.get("event") ?? "message", data: JSON.parse(data) }];
}
