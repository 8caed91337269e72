import type { Advance, Effect } from "../events.ts";
import { becomes } from "../next.ts";
import { challengeOf, channelsOf, codeEndsAt, resendAt } from "../selectors/otp.ts";
import type { Flow } from "../state.ts";
import type { Endings, Handlers } from "../transition.ts";
import { withChallenge } from "./otp-challenge.ts";
import { submitting } from "./submission.ts";

/** The one-time code that some sponsors want from the beneficiary before they decide. */

const handlers: Pick<Handlers, "code_asked" | "code_held_back" | "code_submitted"> = {
  /** A code goes out when one is asked for, and not before the pause after the last one is over. */
  code_asked: (flow, { channel, now }) =>
    flow.running || flow.step !== "otp_challenge" || now < resendAt(flow)
      ? becomes(flow)
      : send(flow, channel),

  code_held_back: (flow, { until }) => becomes(withChallenge(flow, { notBefore: until })),

  /** A right code is followed by the completion. */
  code_submitted: (flow, { code, now }) => {
    const { sent } = challengeOf(flow);
    if (flow.running || flow.step !== "otp_challenge" || !sent) return becomes(flow);
    if (now >= codeEndsAt(sent)) return over(flow, "otp_expired");
    if (!code) return becomes(flow, { errors: { code: { reason: "required" } }, problem: undefined });
    return becomes(
      flow,
      { running: "validate_code", problem: undefined, errors: {} },
      { do: "validate_code", otpId: sent.otp_id, code },
    );
  },
};

const endings: Pick<Endings, "send_code" | "validate_code"> = {
  send_code: {
    /** A sponsor that sets the channel itself leaves nothing to choose. */
    done: (flow, { of, value }) => {
      const { channel } = value;
      const chosen = channel && channel !== of.channel ? { channels: [channel] } : {};
      const sends = challengeOf(flow).sends + 1;
      return becomes(withChallenge(flow, { ...chosen, sent: value, sends, lastSentAt: value.sentAt }), {
        running: undefined,
      });
    },

    /** A channel that the sponsor does not have is not offered again; where one is left, that one is taken. */
    failed: (flow, problem, { channel }) => {
      const isChannel = problem.errors?.some(({ path }) => path === "channel");
      const channels = channelsOf(flow).filter((other) => other !== channel);
      if (!isChannel || !channels.length) return becomes(flow, { running: undefined, problem });
      const next = withChallenge(flow, { channels });
      return channels.length === 1 ? send(next, channels[0]) : becomes(next, { running: undefined, problem });
    },
  },

  validate_code: {
    done: (flow, { value }) =>
      submitting.handlers.request_submitted(
        { ...withChallenge(flow, { proof: value.otp_verification_token }), running: undefined },
        { type: "request_submitted" },
      ),
    failed: (flow, problem) =>
      problem.code === "otp_expired" ||
      problem.code === "otp_attempts_exceeded" ||
      problem.code === "not_found"
        ? over(flow, problem.code === "not_found" ? "otp_expired" : problem.code)
        : problem.code === "otp_invalid"
          ? becomes(flow, { running: undefined, errors: { code: { reason: "refused" } } })
          : becomes(flow, { running: undefined, problem }),
  },
};

export const verifying = { handlers, endings };

function send(flow: Flow, channel: string | undefined): Advance {
  const { beneficiary, sponsorSlug, request } = flow;
  if (!beneficiary || !sponsorSlug || !request) return becomes(flow);
  const effect: Effect = {
    do: "send_code",
    requestId: request.id,
    beneficiaryId: beneficiary.beneficiary_id,
    sponsorSlug,
    channel,
  };
  return becomes(flow, { running: "send_code", problem: undefined, errors: {} }, effect);
}

/** Nothing more can be done with the code that was sent. */
function over(flow: Flow, code: "otp_expired" | "otp_attempts_exceeded"): Advance {
  return becomes(withChallenge(flow, { sent: undefined }), {
    running: undefined,
    problem: { code, retryable: false },
    errors: {},
  });
}
