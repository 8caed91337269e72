import { sendOtp, sentOtp, validatedOtp, validateOtp } from "@osigu-preauth/shared";
import { json } from "../http/answer.ts";
import { type Route, sessionRoute } from "./route.ts";
import { grantTo, type Services } from "./services.ts";

/** One-time codes, where the sponsor asks for one. */
export function otpRoutes({ arc, ownership }: Services): Route[] {
  return [
    sessionRoute({
      method: "POST",
      path: "/v1/otp/send",
      operation: "sendOtp",
      summary: "Sends a one-time code to the beneficiary.",
      body: sendOtp,
      reply: sentOtp,
      status: 200,
      guards: {
        sponsor: ({ body }) => body.sponsor_slug,
        owns: ({ body }) => ({ kind: "beneficiary", id: body.beneficiary_id }),
      },
      async handle({ body }, call) {
        const sent = await arc.call("sendOtp", { body }, { requestId: call.requestId });
        await grantTo(call.session, "otp", [sent.otp_id], ownership);
        return json(sent);
      },
    }),
    sessionRoute({
      method: "POST",
      path: "/v1/otp/validate",
      operation: "validateOtp",
      summary: "Exchanges a one-time code for the proof that the complete asks for.",
      body: validateOtp,
      reply: validatedOtp,
      status: 200,
      guards: { owns: ({ body }) => ({ kind: "otp", id: body.otp_id }) },
      handle: async ({ body }, call) =>
        json(await arc.call("validateOtp", { body }, { requestId: call.requestId })),
    }),
  ];
}
