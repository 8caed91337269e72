import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import type { EventId } from "./event-id.ts";
import type { Entry, EventLog } from "./event-log.ts";
import { type Projection, projectOutcome } from "./project-outcome.ts";
import { currentEvents, eventsAfter, serializeEvents } from "./sse-events.ts";
import type { EventStream } from "./sse-stream.ts";

/** Before the first entry of every log. */
const beforeFirst: EventId = "0-0";

/** A request that is watched: its event log as far as it has been read, and the streams that show it. */
export class RequestWatcher {
  readonly id: string;
  /** When the vendor was polled last, and when watching started; milliseconds since the epoch. */
  polledAt = 0;
  readonly since = Date.now();
  /** Milliseconds until the next poll while nothing is received; 0 before the first. */
  pollInterval = 0;
  /** Streams that are being opened. */
  opening = 0;
  /** Called after new entries were read. */
  onEntries: () => void = () => {};
  readonly #eventLog: EventLog;
  readonly #streams = new Set<EventStream>();
  #entries: Entry[] = [];
  #projection: Projection | undefined;
  #isProjected = false;
  #refreshing: Promise<boolean> | undefined;
  #mustRefreshAgain = false;
  #isLoaded = false;
  #isStale = false;

  constructor(id: string, eventLog: EventLog) {
    this.id = id;
    this.#eventLog = eventLog;
  }

  get isWatched(): boolean {
    return this.#streams.size > 0;
  }

  /** Whether the last read of the log failed: streams may lack entries. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** The sponsor that the request was made to; undefined when the log does not say. */
  get sponsor(): string | undefined {
    const created = this.#entries.find(({ event }) => event.kind === "created")?.event;
    return created?.kind === "created" ? created.sponsorSlug : undefined;
  }

  get outcome(): AuthorizationOutcome | undefined {
    return this.#project()?.outcome;
  }

  /** Whether the vendor's reply would say more than the log. */
  get needsPoll(): boolean {
    return this.#project()?.isComplete !== true;
  }

  /** Every watched request is looked at each second: its log is projected anew only when it has grown. */
  #project(): Projection | undefined {
    if (!this.#isProjected) this.#projection = projectOutcome(this.id, this.#entries);
    this.#isProjected = true;
    return this.#projection;
  }

  /** Reads the log unless that was done. Throws `overloaded` when it cannot be read. */
  async load(): Promise<void> {
    if (!this.#isLoaded) this.#isLoaded = await this.refresh();
    if (!this.#isLoaded) throw new ProblemError("overloaded", { retryAfter: 2 });
  }

  /** Adds a stream. Returns the first events for it, as text. */
  add(stream: EventStream, lastEventId: EventId | undefined): string {
    this.#streams.add(stream);
    const events =
      lastEventId === undefined
        ? currentEvents(this.id, this.#entries)
        : eventsAfter(this.id, this.#entries, lastEventId);
    return serializeEvents(events);
  }

  remove(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  /** Reads new entries and sends them. One read at a time; a call during a read causes another one. */
  refresh(): Promise<boolean> {
    if (this.#refreshing !== undefined) this.#mustRefreshAgain = true;
    this.#refreshing ??= this.#readNew().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #readNew(): Promise<boolean> {
    let read: Entry[] | undefined;
    do {
      this.#mustRefreshAgain = false;
      read = await this.#eventLog.read(this.id, this.#entries.at(-1)?.id);
      if (read !== undefined && read.length > 0) this.#add(read);
    } while (this.#mustRefreshAgain);
    this.#isStale = read === undefined;
    return !this.#isStale;
  }

  #add(entries: readonly Entry[]): void {
    const last = this.#entries.at(-1)?.id ?? beforeFirst;
    this.#entries = [...this.#entries, ...entries];
    this.#isProjected = false;
    if (this.#streams.size > 0) {
      const text = serializeEvents(eventsAfter(this.id, this.#entries, last));
      if (text !== "") this.#send(Buffer.from(text));
    }
    this.onEntries();
  }

  /** Encoded once, however many streams there are. */
  #send(bytes: Buffer): void {
    for (const stream of this.#streams) stream.send(bytes);
  }
}
