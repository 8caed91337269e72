import type { FlowState, SentOtpCode } from "../state.ts";
import { challengeOf } from "./challenge.ts";

/** Selectors of the one-time code. */

/** Seconds before another code can be sent, after the first, the second and so on. The server has limits as well. */
const pauses = [10, 30, 60, 120, 300, 900];

/** The channels that the vendor's guides name. A sponsor may have fewer. */
const documentedChannels = ["SMS", "EMAIL"];

/** The channels that the user can choose from, as far as they are known. */
export function channelsOf(flow: FlowState): string[] {
  return challengeOf(flow).channels ?? documentedChannels;
}

/** When another code can be sent, ms since 1970. */
export function resendAt(flow: FlowState): number {
  const { sends, lastSentAt = 0, notBefore = 0 } = challengeOf(flow);
  const pause = sends && (pauses[Math.min(sends, pauses.length) - 1] ?? 0);
  return Math.max(lastSentAt + pause * 1000, notBefore);
}

/** When a code expires, ms since 1970. */
export function codeExpiresAt({ sentAt, expires_in }: SentOtpCode): number {
  return sentAt + expires_in * 1000;
}
