import type { Transition } from "../events.ts";
import { nextKey } from "../idempotency-keys.ts";
import { withEffects } from "../next.ts";
import { challengeOf } from "../selectors/challenge.ts";
import type { FlowState, OtpChallenge } from "../state.ts";

/** Goes to the one-time code when the completion was refused without one, or with one that has expired. */
export function requireCode(flow: FlowState): Transition {
  const { verificationToken } = challengeOf(flow);
  return withEffects(
    withChallenge(flow, { isRequired: true, sent: undefined, verificationToken: undefined }),
    {
      step: "otp_challenge",
      running: undefined,
      completionKey: nextKey(flow.completionKey),
      outcomeUnknown: false,
      problem: verificationToken ? { code: "otp_expired", retryable: false } : undefined,
      errors: {},
    },
  );
}

/** The state with some properties of the challenge changed. */
export function withChallenge(flow: FlowState, change: Partial<OtpChallenge>): FlowState {
  return { ...flow, challenge: { ...challengeOf(flow), ...change } };
}
