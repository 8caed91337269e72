import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import type { Position } from "./event-id.ts";
import type { Entry, History } from "./event-log.ts";
import { outcomeOf } from "./project-outcome.ts";
import { eventsAfter, presentEvents, written } from "./sse-events.ts";
import type { EventStream } from "./sse-stream.ts";

/** Where every history begins. */
const beginning: Position = "0-0";

/** A request that is being watched: its history as far as it is known here, and the streams that show it. */
export class LiveRequest {
  readonly id: string;
  /** When the vendor was asked last, and since when it is watched; milliseconds since the epoch. */
  readAt = 0;
  readonly since = Date.now();
  /** Milliseconds until the vendor is asked next while nothing is heard; 0 until that is known. */
  pause = 0;
  /** How many streams are about to be opened on it. */
  waiting = 0;
  /** Called when there were news. */
  onNews: () => void = () => {};
  readonly #history: History;
  readonly #streams = new Set<EventStream>();
  #entries: Entry[] = [];
  #refreshing: Promise<boolean> | undefined;
  #again = false;
  #isLoaded = false;
  #isBehind = false;

  constructor(id: string, history: History) {
    this.id = id;
    this.#history = history;
  }

  get isWatched(): boolean {
    return this.#streams.size > 0;
  }

  /** Whether the last read of its history failed: what was added may not have been shown. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  get outcome(): AuthorizationOutcome | undefined {
    return outcomeOf(this.id, this.#entries)?.outcome;
  }

  /** Whether the vendor's own answer would say more than is known. */
  get wantsReading(): boolean {
    return outcomeOf(this.id, this.#entries)?.whole !== true;
  }

  /** Resolves once its history is here. Throws `overloaded` when it cannot be had now. */
  async loaded(): Promise<void> {
    if (!this.#isLoaded) this.#isLoaded = await this.refresh();
    if (!this.#isLoaded) throw new ProblemError("overloaded", { retryAfter: 2 });
  }

  /** Lets a stream take part; gives what goes out on it first. */
  add(stream: EventStream, last: Position | undefined): string {
    this.#streams.add(stream);
    const events =
      last === undefined ? presentEvents(this.id, this.#entries) : eventsAfter(this.id, this.#entries, last);
    return written(events);
  }

  remove(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  /** Reads what has been added and shows it. One read at a time; who asks meanwhile has it done once more. */
  refresh(): Promise<boolean> {
    if (this.#refreshing !== undefined) this.#again = true;
    this.#refreshing ??= this.#readAll().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #readAll(): Promise<boolean> {
    let read: Entry[] | undefined;
    do {
      this.#again = false;
      read = await this.#history.read(this.id, this.#entries.at(-1)?.position);
      if (read !== undefined && read.length > 0) this.#take(read);
    } while (this.#again);
    this.#isBehind = read === undefined;
    return !this.#isBehind;
  }

  #take(entries: readonly Entry[]): void {
    const last = this.#entries.at(-1)?.position ?? beginning;
    this.#entries = [...this.#entries, ...entries];
    if (this.#streams.size > 0) {
      const text = written(eventsAfter(this.id, this.#entries, last));
      if (text !== "") this.#send(Buffer.from(text));
    }
    this.onNews();
  }

  /** Made into bytes once, however many streams it goes to. */
  #send(bytes: Buffer): void {
    for (const stream of this.#streams) stream.send(bytes);
  }
}
