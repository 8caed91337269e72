import type { FileLine } from "../flow/flow.ts";
import type { Locale } from "../locales/load-locale.ts";

/** Where a file is on its way, in words. */
export function fileState(text: Locale, { state, stalled, sentBytes, size }: FileLine): string {
  if (state !== "sending") return text[state];
  return stalled ? text.stalled : text.sending(Math.floor((sentBytes / Math.max(size, 1)) * 100));
}
