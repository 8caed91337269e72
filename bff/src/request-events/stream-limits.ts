import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { EventStream } from "./sse-stream.ts";

/** Open streams of one host in this process. */
const maxPerHost = 5_000;
/** Open streams of one session for one request: a new one beside an old one whose end is not noticed yet. */
const maxPerRequest = 2;
/** Seconds. */
const retryAfter = 5;

/**
 * The open streams, by host and by request. No host uses all streams of this process, and a session has only a few
 * streams for one request. The limits of a user and of the process are in `rate-limits/`.
 */
export class StreamLimits {
  readonly #byRequest = new Map<string, EventStream[]>();
  readonly #byHost = new Map<string, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Throws `rate_limited` when the host has too many open. */
  check({ host }: Session): void {
    if ((this.#byHost.get(host) ?? 0) < maxPerHost) return;
    throw new ProblemError("rate_limited", { retryAfter });
  }

  /** Counts a stream. Ends the oldest one beyond the maximum for a request: its reader has reconnected. */
  add(stream: EventStream): void {
    const { host } = stream.session;
    const same = [...(this.#byRequest.get(keyOf(stream)) ?? []), stream];
    this.#byRequest.set(keyOf(stream), same);
    this.#byHost.set(host, (this.#byHost.get(host) ?? 0) + 1);
    this.#count += 1;
    if (same.length > maxPerRequest) same[0]?.end();
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
