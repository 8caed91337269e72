import type { LiveEvents } from "@osigu-preauth/shared";
import { type EventId, isAfter } from "./event-id.ts";
import type { Entry } from "./event-log.ts";
import { isDecided, projectOutcome } from "./project-outcome.ts";

/** An event of a stream, with the id of the log entry that it follows from. */
export type StreamEvent = {
  [Name in keyof LiveEvents]: { id: EventId; name: Name; data: LiveEvents[Name] };
}[keyof LiveEvents];

/** Entries whose changes of the decision are events of their own. Of earlier ones a reader gets the last state. */
const maxReplayed = 32;

/**
 * The events after an id: one for each entry that changes the decision or is about a document. They follow from the
 * log alone, so that every instance, and every reconnection, has the same events with the same ids. Each decision costs
 * a projection of the whole log, so a reader that missed a long history gets the changes of its last entries.
 */
export function eventsAfter(requestId: string, entries: readonly Entry[], after: EventId): StreamEvent[] {
  const first = entries.findIndex(({ id }) => isAfter(id, after));
  if (first === -1) return [];
  const events: StreamEvent[] = [];
  const replayedFrom = entries.length - maxReplayed;
  let before = decisionOf(requestId, entries.slice(0, first));
  for (let index = first; index < entries.length; index += 1) {
    const { id, event } = entries[index] as Entry;
    if (event.kind === "document_check") {
      events.push({ id, name: "document_check", data: event.check });
      continue;
    }
    if (index < replayedFrom - 1) continue;
    const now = decisionOf(requestId, entries.slice(0, index + 1));
    if (now !== undefined && now.text !== before?.text) {
      events.push({ id, name: "decision", data: now.outcome });
    }
    before = now;
  }
  return events;
}

/** The events for a new reader: the current decision, or before it the results of the document checks. */
export function currentEvents(requestId: string, entries: readonly Entry[]): StreamEvent[] {
  const now = decisionOf(requestId, entries);
  const last = entries.at(-1);
  if (now !== undefined && last !== undefined) {
    return [{ id: last.id, name: "decision", data: now.outcome }];
  }
  return entries.flatMap(({ id, event }): StreamEvent[] =>
    event.kind === "document_check" ? [{ id, name: "document_check", data: event.check }] : [],
  );
}

/** Events in the format of Server-Sent Events. Data holds no line break: JSON escapes it. */
export function serializeEvents(events: readonly StreamEvent[]): string {
  return events
    .map(({ id, name, data }) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    .join("");
}

/** The outcome, and its JSON, once anything is decided. */
function decisionOf(requestId: string, entries: readonly Entry[]) {
  const projection = projectOutcome(requestId, entries);
  if (projection === undefined || !isDecided(projection.outcome)) return undefined;
  return { outcome: projection.outcome, text: JSON.stringify(projection.outcome) };
}
