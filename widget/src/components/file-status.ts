import type { Locale } from "../i18n/locale.ts";

/** What the status text of a file depends on. Sizes in bytes. */
export type FileStatus = {
  state: "preparing" | "page" | "waiting" | "sending" | "retrying" | "paused" | "sent" | "failed";
  stalled?: boolean | undefined;
  sentBytes: number;
  size: number;
};

/** The status of a file in words. */
export function fileStatusText(text: Locale, { state, stalled, sentBytes, size }: FileStatus): string {
  if (state !== "sending") return text[state];
  return stalled ? text.stalled : text.sending(Math.floor((sentBytes / Math.max(size, 1)) * 100));
}
