import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { EventStream } from "./sse-stream.ts";

/** Streams of one host that are open at once in this process. */
const mostForHost = 5_000;
/** Of one session for one request: the new one beside the old one that has not been noticed to be gone. */
const mostForRequest = 2;
/** Seconds after which to try again. */
const comeBackAfter = 5;

/**
 * Which streams are open, for whom. How many a user may have open, and this process, the limits say; here no host
 * takes all the places, and nobody collects streams on one request.
 */
export class StreamPlaces {
  readonly #byRequest = new Map<string, EventStream[]>();
  readonly #byHost = new Map<string, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Throws `rate_limited` when the host has too many open. */
  check({ host }: Session): void {
    if ((this.#byHost.get(host) ?? 0) < mostForHost) return;
    throw new ProblemError("rate_limited", { retryAfter: comeBackAfter });
  }

  /** Counts a stream; the oldest of too many on the same request is ended: whoever opened it has come back. */
  add(stream: EventStream): void {
    const { host } = stream.session;
    const same = [...(this.#byRequest.get(keyOf(stream)) ?? []), stream];
    this.#byRequest.set(keyOf(stream), same);
    this.#byHost.set(host, (this.#byHost.get(host) ?? 0) + 1);
    this.#count += 1;
    if (same.length > mostForRequest) same[0]?.end();
  }

  remove(stream: EventStream): void {
    const { host } = stream.session;
    const same = (this.#byRequest.get(keyOf(stream)) ?? []).filter((other) => other !== stream);
    if (same.length > 0) this.#byRequest.set(keyOf(stream), same);
    else this.#byRequest.delete(keyOf(stream));
    const left = (this.#byHost.get(host) ?? 1) - 1;
    if (left > 0) this.#byHost.set(host, left);
    else this.#byHost.delete(host);
    this.#count -= 1;
  }
}

const keyOf = ({ session, requestId }: EventStream) => `${session.tokenId}\n${requestId}`;
