import type { FileLine } from "../flow/state.ts";
import type { Locale } from "../i18n/load-locale.ts";

/** Where a file is on its way, in words. */
export function fileState(text: Locale, { state, stalled, sentBytes, size }: FileLine): string {
  if (state !== "sending") return text[state];
  return stalled ? text.stalled : text.sending(Math.floor((sentBytes / Math.max(size, 1)) * 100));
}
