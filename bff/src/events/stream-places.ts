import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { EventStream } from "./event-stream.ts";

/** Streams open at once. A page has one; a person has some tabs. */
export const mostStreams = { session: 8, host: 8_000, process: 12_000 };
/** Of one session for one request: the new one beside the old one that has not been noticed to be gone. */
const mostForRequest = 2;
/** Seconds after which to try again. */
const comeBackAfter = 5;

/** Which streams are open, for whom. Throws `rate_limited` or `overloaded` instead of opening one too many. */
export class StreamPlaces {
  readonly #bySession = new Map<string, Set<EventStream>>();
  readonly #byHost = new Map<string, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Whether the session may open one more for this request. */
  check({ tokenId, host }: Session, requestId: string): void {
    if (this.#count >= mostStreams.process)
      throw new ProblemError("overloaded", { retryAfter: comeBackAfter });
    const own = this.#bySession.get(tokenId) ?? [];
    const others = [...own].filter((stream) => stream.requestId !== requestId).length;
    const hostIsFull = (this.#byHost.get(host) ?? 0) >= mostStreams.host;
    if (hostIsFull || others + mostForRequest > mostStreams.session) {
      throw new ProblemError("rate_limited", { retryAfter: comeBackAfter });
    }
  }

  /** Counts a stream; the oldest of too many for the same request is ended: whoever opened it has come back. */
  add(stream: EventStream): void {
    const { session, requestId } = stream;
    const own = this.#bySession.get(session.tokenId) ?? new Set();
    this.#bySession.set(session.tokenId, own.add(stream));
    this.#byHost.set(session.host, (this.#byHost.get(session.host) ?? 0) + 1);
    this.#count += 1;
    const same = [...own].filter((other) => other.requestId === requestId);
    if (same.length > mostForRequest) same[0]?.end();
  }

  remove(stream: EventStream): void {
    const { tokenId, host } = stream.session;
    const own = this.#bySession.get(tokenId);
    if (own?.delete(stream) !== true) return;
    if (own.size === 0) this.#bySession.delete(tokenId);
    const left = (this.#byHost.get(host) ?? 1) - 1;
    if (left === 0) this.#byHost.delete(host);
    else this.#byHost.set(host, left);
    this.#count -= 1;
  }
}
