import type { Hosts } from "../hosts/hosts.ts";
import type { EventStream } from "./sse-stream.ts";

/** Seconds between two signs of life on a stream. Proxies commonly close what is silent for 30 to 60. */
const every = 15;

/**
 * Gives every stream a sign of life, a fifteenth of them each second, so that thousands are not written to at once.
 * Ends those whose session has ended: a token that no longer opens anything keeps nothing open either.
 */
export class Heartbeats {
  readonly #hosts: Hosts;
  readonly #groups: Set<EventStream>[] = Array.from({ length: every }, () => new Set());
  readonly #timer: NodeJS.Timeout;
  #turn = 0;
  #next = 0;

  constructor(hosts: Hosts, onSecond: () => void) {
    this.#hosts = hosts;
    this.#timer = setInterval(() => {
      this.#beat();
      onSecond();
    }, 1_000);
    this.#timer.unref();
  }

  add(stream: EventStream): void {
    this.#groups[this.#next]?.add(stream);
    this.#next = (this.#next + 1) % every;
  }

  remove(stream: EventStream): void {
    for (const group of this.#groups) if (group.delete(stream)) return;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const now = Date.now();
    this.#turn = (this.#turn + 1) % every;
    for (const stream of this.#groups[this.#turn] ?? []) {
      const { session } = stream;
      if (session.expiresAt <= now || this.#hosts.find(session.host) === undefined) stream.end();
      else stream.beat();
    }
  }
}
