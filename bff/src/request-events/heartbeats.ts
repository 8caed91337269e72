import { type Hosts, isSessionEnded } from "../hosts/hosts.ts";
import type { EventStream } from "./sse-stream.ts";

/** Seconds between two heartbeats of a stream. Proxies commonly close a silent connection after 30 to 60. */
const interval = 15;

/**
 * Sends heartbeats on every stream, to a fifteenth of them each second, so that thousands are not written to at once.
 * Ends streams whose session has expired, and those whose host, origin or sponsor was removed.
 */
export class Heartbeats {
  readonly #hosts: Hosts;
  readonly #groups: Set<EventStream>[] = Array.from({ length: interval }, () => new Set());
  readonly #timer: NodeJS.Timeout;
  #turn = 0;
  #nextGroup = 0;

  constructor(hosts: Hosts, onSecond: () => void) {
    this.#hosts = hosts;
    this.#timer = setInterval(() => {
      this.#beat();
      onSecond();
    }, 1_000);
    this.#timer.unref();
  }

  add(stream: EventStream): void {
    this.#groups[this.#nextGroup]?.add(stream);
    this.#nextGroup = (this.#nextGroup + 1) % interval;
  }

  remove(stream: EventStream): void {
    for (const group of this.#groups) if (group.delete(stream)) return;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const now = Date.now();
    this.#turn = (this.#turn + 1) % interval;
    for (const stream of this.#groups[this.#turn] ?? []) {
      if (stream.session.expiresAt > now && this.#isPermitted(stream)) stream.beat();
      else stream.end();
    }
  }

  /** Whether the stream would be opened today. */
  #isPermitted({ session, origin, sponsor }: EventStream): boolean {
    const host = this.#hosts.find(session.host);
    if (host === undefined || isSessionEnded(host, session)) return false;
    if (origin !== undefined && !host.origins.includes(origin)) return false;
    return sponsor === undefined || host.sponsors === undefined || host.sponsors.includes(sponsor);
  }
}
