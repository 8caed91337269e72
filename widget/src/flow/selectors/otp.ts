import type { FlowState, OtpChallenge, SentOtpCode } from "../state.ts";

/** What can be asked of a flow about its one-time code. Everything here is derived; nothing is stored. */

/** Seconds until another code can be asked for, after the first, the second and so on. The server holds back as well. */
const pauses = [10, 30, 60, 120, 300, 900];

/** Channels that a sponsor may have, until it says which (the vendor's guides name these two). */
const documentedChannels = ["SMS", "EMAIL"];

/** The challenge of the present request; another request's says nothing about this one, but for its pauses. */
export function challengeOf({ challenge, request }: FlowState): OtpChallenge {
  const requestId = request?.id ?? "";
  if (challenge?.requestId === requestId) return challenge;
  const { sends = 0, lastSentAt, notBefore, channels } = challenge ?? {};
  return { requestId, sends, lastSentAt, notBefore, channels };
}

/** The ways a code can be sent, as far as it is known. */
export function channelsOf(flow: FlowState): string[] {
  return challengeOf(flow).channels ?? documentedChannels;
}

/** The instant from which another code can be asked for, ms since 1970. */
export function resendAt(flow: FlowState): number {
  const { sends, lastSentAt = 0, notBefore = 0 } = challengeOf(flow);
  const pause = sends && (pauses[Math.min(sends, pauses.length) - 1] ?? 0);
  return Math.max(lastSentAt + pause * 1000, notBefore);
}

/** The instant at which a code stops being good, ms since 1970. */
export function codeExpiresAt({ sentAt, expires_in }: SentOtpCode): number {
  return sentAt + expires_in * 1000;
}
