import type { SentOtp, ValidatedOtp } from "@osigu-preauth/shared";
import { encodeJson } from "../format/json.ts";
import { now } from "../platform/clock.ts";
import { asProblem } from "../problem/problem.ts";
import type { EffectHandlers } from "./effect-handlers.ts";

/** The effects that send and validate a one-time code. Registered by the step that asks for it. */
export const otpHandlers: Pick<EffectHandlers, "send_code" | "validate_code"> = {
  send_code: async ({ client, dispatch, signal }, { requestId, beneficiaryId, sponsorSlug, channel }) => {
    const body = encodeJson({
      // Whom a colleague's request is for, the server alone knows.
      ...(beneficiaryId && { beneficiary_id: beneficiaryId, sponsor_slug: sponsorSlug }),
      authorization_request_id: requestId,
      channel,
    });
    try {
      const sent = await client.call<SentOtp>("POST", "/v1/otp/send", { body, signal });
      return { ...sent, sentAt: now() };
    } catch (thrown) {
      const { retryAfter } = asProblem(thrown);
      if (retryAfter) dispatch({ type: "code_held_back", until: now() + retryAfter * 1000 });
      throw thrown;
    }
  },

  validate_code: ({ client, signal }, { otpId, code }) =>
    client.call<ValidatedOtp>("POST", "/v1/otp/validate", {
      body: encodeJson({ otp_id: otpId, code }),
      signal,
    }),
};
