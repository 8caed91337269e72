import type { SearchChoice } from "../../components/searchable-select.ts";
import type { StepHost } from "../step.ts";

/** What a field keeps beside its value while it is on the screen. */
export type Entry = {
  /** What was typed, letter for letter, and what was read out of it. */
  typed?: { text: string; value: string } | undefined;
  choice?: SearchChoice;
  /** It has been asked for: whoever it does not come to asks again. */
  isAsked?: boolean;
  /** Name of the chosen file, and why it was not taken. */
  file?: { name: string; value?: string; trouble?: string } | undefined;
};

const entries = new WeakMap<StepHost, Map<object, Entry>>();

/** The entry of a field, or of whatever else is asked. Each widget on a page has its own. */
export function entryOf(host: StepHost, asked: object): Entry {
  const own = entries.get(host) ?? new Map<object, Entry>();
  entries.set(host, own);
  const entry = own.get(asked) ?? {};
  own.set(asked, entry);
  return entry;
}

/** Ends whatever is under way. */
export function leaveSearch(host: StepHost): void {
  for (const { choice } of entries.get(host)?.values() ?? []) choice?.disconnect();
  entries.delete(host);
}
