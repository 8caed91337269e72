import type { AuthorizationOutcome, LiveEvents } from "@osigu-preauth/shared";
import { type EventId, isAfter } from "./event-id.ts";
import type { Entry } from "./event-log.ts";
import { isDecided, OutcomeProjector } from "./project-outcome.ts";

/** An event of a stream, with the id of the log entry that it follows from. */
export type StreamEvent = {
  [Name in keyof LiveEvents]: { id: EventId; name: Name; data: LiveEvents[Name] };
}[keyof LiveEvents];

/** Entries whose changes of the decision are events of their own. Of earlier ones a reader gets the last state. */
const maxReplayed = 32;

/**
 * The events after an id: one for each entry that changes the decision or is about a document. They follow from the
 * log alone, so that every instance, and every reconnection, has the same events with the same ids. A reader that
 * missed a long history gets the changes of its last entries.
 */
export function eventsAfter(requestId: string, entries: readonly Entry[], after: EventId): StreamEvent[] {
  const first = entries.findIndex(({ id }) => isAfter(id, after));
  if (first === -1) return [];
  const events: StreamEvent[] = [];
  // The one before the last ones tells the state that they change.
  const replayedFrom = entries.length - maxReplayed - 1;
  const projector = new OutcomeProjector(requestId);
  let before: Decision | undefined;
  entries.forEach((entry, index) => {
    if (index === first) before = decisionOf(projector);
    projector.add(entry);
    if (index < first) return;
    const { id, event } = entry;
    if (event.kind === "document_check") events.push({ id, name: "document_check", data: event.check });
    else if (index >= replayedFrom) {
      const now = decisionOf(projector);
      if (now !== undefined && now.text !== before?.text) {
        events.push({ id, name: "decision", data: now.outcome });
      }
      before = now;
    }
  });
  return events;
}

/** The events for a new reader: the current decision, or before it the results of the document checks. */
export function currentEvents(requestId: string, entries: readonly Entry[]): StreamEvent[] {
  const projector = new OutcomeProjector(requestId);
  for (const entry of entries) projector.add(entry);
  const now = decisionOf(projector);
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

/** The outcome, and its JSON. */
type Decision = { outcome: AuthorizationOutcome; text: string };

/** The outcome so far, once anything is decided. */
function decisionOf(projector: OutcomeProjector): Decision | undefined {
  const projection = projector.project();
  if (projection === undefined || !isDecided(projection.outcome)) return undefined;
  return { outcome: projection.outcome, text: JSON.stringify(projection.outcome) };
}
