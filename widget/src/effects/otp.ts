import type { SentOtp, ValidatedOtp } from "@osigu-preauth/shared";
import { asProblem } from "../api/problem.ts";
import type { Performers } from "./effect-handlers.ts";

/** The calls of the step in which a one-time code is asked for and entered. */
export const codePerformers: Pick<Performers, "send_code" | "validate_code"> = {
  send_code: async ({ client, tell, signal }, { requestId, beneficiaryId, sponsorSlug, channel }) => {
    const body = {
      beneficiary_id: beneficiaryId,
      sponsor_slug: sponsorSlug,
      authorization_request_id: requestId,
      channel,
    };
    try {
      const sent = await client.call<SentOtp>("POST", "/v1/otp/send", { body, signal });
      return { ...sent, sentAt: Date.now() };
    } catch (thrown) {
      const { retryAfter } = asProblem(thrown);
      if (retryAfter) tell({ type: "code_held_back", until: Date.now() + retryAfter * 1000 });
      throw thrown;
    }
  },

  validate_code: ({ client, signal }, { otpId, code }) =>
    client.call<ValidatedOtp>("POST", "/v1/otp/validate", { body: { otp_id: otpId, code }, signal }),
};
