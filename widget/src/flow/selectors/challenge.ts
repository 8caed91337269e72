import type { FlowState, OtpChallenge } from "../state.ts";

/** The challenge of the current request. Of another request's challenge only the pauses and channels still apply. */
export function challengeOf({ challenge, request }: FlowState): OtpChallenge {
  const requestId = request?.id ?? "";
  if (challenge?.requestId === requestId) return challenge;
  const { sends = 0, lastSentAt, notBefore, channels } = challenge ?? {};
  return { requestId, sends, lastSentAt, notBefore, channels };
}
