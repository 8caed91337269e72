import type { Effect, Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { challengeOf } from "../selectors/challenge.ts";
import { channelsOf, codeExpiresAt, resendAt } from "../selectors/otp.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { withChallenge } from "./otp-challenge.ts";
import { submissionReducers } from "./submission.ts";

/** The one-time code that some sponsors require from the beneficiary. Registered by the step that asks for it. */

const onEvent: Pick<EventReducers, "code_asked" | "code_held_back" | "code_submitted"> = {
  /** Sends a code at the request of the user, and not before the pause after the last one is over. */
  code_asked: (flow, { channel, now }) =>
    flow.running || flow.step !== "otp_challenge" || now < resendAt(flow)
      ? unchanged(flow)
      : sendCode(flow, channel),

  code_held_back: (flow, { until }) => withEffects(withChallenge(flow, { notBefore: until })),

  /** A valid code is followed by the completion. */
  code_submitted: (flow, { code, now }) => {
    const { sent } = challengeOf(flow);
    if (flow.running || flow.step !== "otp_challenge" || !sent) return unchanged(flow);
    if (now >= codeExpiresAt(sent)) return discardCode(flow, "otp_expired");
    if (!code) return withEffects(flow, { errors: { code: { reason: "required" } }, problem: undefined });
    return withEffects(
      flow,
      { running: "validate_code", problem: undefined, errors: {} },
      { type: "validate_code", otpId: sent.otp_id, code },
    );
  },
};

const onResult: Pick<ResultReducers, "send_code" | "validate_code"> = {
  send_code: {
    /** A sponsor that ignores the chosen channel leaves only its own. */
    succeeded: (flow, { effect, value }) => {
      const { channel } = value;
      const chosen = channel && channel !== effect.channel ? { channels: [channel] } : {};
      const sends = challengeOf(flow).sends + 1;
      return withEffects(withChallenge(flow, { ...chosen, sent: value, sends, lastSentAt: value.sentAt }), {
        running: undefined,
      });
    },

    /** A channel that the sponsor refuses is not offered again. When one channel is left, it is used at once. */
    failed: (flow, problem, { channel }) => {
      const isChannel = problem.errors?.some(({ path }) => path === "channel");
      const channels = channelsOf(flow).filter((other) => other !== channel);
      if (!isChannel || !channels.length) return withEffects(flow, { running: undefined, problem });
      const next = withChallenge(flow, { channels });
      return channels.length === 1
        ? sendCode(next, channels[0])
        : withEffects(next, { running: undefined, problem });
    },
  },

  validate_code: {
    succeeded: (flow, { value }) =>
      submissionReducers.onEvent.request_submitted(
        { ...withChallenge(flow, { verificationToken: value.otp_verification_token }), running: undefined },
        { type: "request_submitted" },
      ),
    failed: (flow, problem) =>
      problem.code === "otp_expired" ||
      problem.code === "otp_attempts_exceeded" ||
      problem.code === "not_found"
        ? discardCode(flow, problem.code === "not_found" ? "otp_expired" : problem.code)
        : problem.code === "otp_invalid"
          ? withEffects(flow, { running: undefined, errors: { code: { reason: "refused" } } })
          : withEffects(flow, { running: undefined, problem }),
  },
};

export const otpReducers = { onEvent, onResult };

function sendCode(flow: FlowState, channel: string | undefined): Transition {
  const { beneficiary, sponsorSlug, request } = flow;
  if (!beneficiary || !sponsorSlug || !request) return unchanged(flow);
  const effect: Effect = {
    type: "send_code",
    requestId: request.id,
    beneficiaryId: beneficiary.beneficiary_id,
    sponsorSlug,
    channel,
  };
  return withEffects(flow, { running: "send_code", problem: undefined, errors: {} }, effect);
}

/** Discards the code that was sent: it can no longer be used. */
function discardCode(flow: FlowState, code: "otp_expired" | "otp_attempts_exceeded"): Transition {
  return withEffects(withChallenge(flow, { sent: undefined }), {
    running: undefined,
    problem: { code, retryable: false },
    errors: {},
  });
}
