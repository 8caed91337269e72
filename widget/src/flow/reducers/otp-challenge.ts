import type { Transition } from "../events.ts";
import { nextKey } from "../idempotency-keys.ts";
import { withEffects } from "../next.ts";
import { challengeOf } from "../selectors/otp.ts";
import type { FlowState, OtpChallenge } from "../state.ts";

/** Asks for a code where the answer to a completion demanded one, or did not take the one it was given. */
export function requireCode(flow: FlowState): Transition {
  const { verificationToken: proof } = challengeOf(flow);
  return withEffects(
    withChallenge(flow, { isRequired: true, sent: undefined, verificationToken: undefined }),
    {
      step: "otp_challenge",
      running: undefined,
      completionKey: nextKey(flow.completionKey),
      outcomeUnknown: false,
      problem: proof ? { code: "otp_expired", retryable: false } : undefined,
      errors: {},
    },
  );
}

/** The flow with some of its challenge changed. */
export function withChallenge(flow: FlowState, change: Partial<OtpChallenge>): FlowState {
  return { ...flow, challenge: { ...challengeOf(flow), ...change } };
}
