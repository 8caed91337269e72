import type { Advance } from "../events.ts";
import { nextKey } from "../idempotency-keys.ts";
import { becomes } from "../next.ts";
import { challengeOf } from "../selectors/otp.ts";
import type { Challenge, Flow } from "../state.ts";

/** Asks for a code where the answer to a completion demanded one, or did not take the one it was given. */
export function demandCode(flow: Flow): Advance {
  const { proof } = challengeOf(flow);
  return becomes(withChallenge(flow, { demanded: true, sent: undefined, proof: undefined }), {
    step: "otp_challenge",
    running: undefined,
    completionKey: nextKey(flow.completionKey),
    fateUnknown: false,
    problem: proof ? { code: "otp_expired", retryable: false } : undefined,
    errors: {},
  });
}

/** The flow with some of its challenge changed. */
export function withChallenge(flow: Flow, change: Partial<Challenge>): Flow {
  return { ...flow, challenge: { ...challengeOf(flow), ...change } };
}
