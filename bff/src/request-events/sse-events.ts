import type { LiveEvents } from "@osigu-preauth/shared";
import { isAfter, type Position } from "./event-id.ts";
import type { Entry } from "./event-log.ts";
import { isDecided, outcomeOf } from "./project-outcome.ts";

/** One event of a stream, and where in the request's history it stands. */
export type StreamEvent = {
  [Name in keyof LiveEvents]: { position: Position; name: Name; data: LiveEvents[Name] };
}[keyof LiveEvents];

/**
 * The events after a position: one for each entry that changed what is decided, or tells of a document. They follow
 * from the history alone, so that every instance, and every reconnection, has the same events in the same places.
 */
export function eventsAfter(requestId: string, entries: readonly Entry[], after: Position): StreamEvent[] {
  const first = entries.findIndex(({ position }) => isAfter(position, after));
  if (first === -1) return [];
  const events: StreamEvent[] = [];
  let before = decided(requestId, entries.slice(0, first));
  for (let index = first; index < entries.length; index += 1) {
    const { position, news } = entries[index] as Entry;
    if (news.kind === "document_check") {
      events.push({ position, name: "document_check", data: news.check });
      continue;
    }
    const now = decided(requestId, entries.slice(0, index + 1));
    if (now !== undefined && now.text !== before?.text) {
      events.push({ position, name: "decision", data: now.outcome });
    }
    before = now;
  }
  return events;
}

/**
 * The events for one who has seen nothing yet: what is decided, as it is now. Before that, what was said about the
 * documents; afterwards nobody needs to know.
 */
export function presentEvents(requestId: string, entries: readonly Entry[]): StreamEvent[] {
  const now = decided(requestId, entries);
  const last = entries.at(-1);
  if (now !== undefined && last !== undefined) {
    return [{ position: last.position, name: "decision", data: now.outcome }];
  }
  return entries.flatMap(({ position, news }): StreamEvent[] =>
    news.kind === "document_check" ? [{ position, name: "document_check", data: news.check }] : [],
  );
}

/** Events as they go over the wire. An event's data never holds a line break: JSON escapes them. */
export function written(events: readonly StreamEvent[]): string {
  return events
    .map(({ position, name, data }) => `id: ${position}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    .join("");
}

function decided(requestId: string, entries: readonly Entry[]) {
  const known = outcomeOf(requestId, entries);
  if (known === undefined || !isDecided(known.outcome)) return undefined;
  return { outcome: known.outcome, text: JSON.stringify(known.outcome) };
}
