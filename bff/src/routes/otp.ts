import { type SendOtp, sendOtp, sentOtp, validatedOtp, validateOtp } from "@osigu-preauth/shared";
import { json } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { masked } from "../otp/mask-destination.ts";
import type { Sending } from "../otp/send-throttle.ts";
import { NotOwned } from "../ownership/not-owned-error.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import { grantTo, type Services } from "./dependencies.ts";
import { type Route, sessionRoute } from "./route.ts";

type SessionCall = Call & { session: Session };

/** Problems after which a code may have gone out all the same; after every other one none did. */
const unsure: readonly string[] = [
  "upstream_timeout",
  "upstream_unavailable",
  "upstream_invalid",
  "internal_error",
];

/** One-time codes, where the sponsor asks for one. */
export function otpRoutes(services: Services): Route[] {
  const { arc, ownership, proofs, otpOperation } = services;

  async function send({ channel, ...to }: SendOtp, call: SessionCall) {
    const { beneficiary_id, sponsor_slug, authorization_request_id: requestId } = to;
    if (requestId !== undefined && !(await ownership.owns(call.session.owner, "request", requestId))) {
      throw new NotOwned();
    }
    // The reference leaves the channel to the sponsor; the guides want one.
    const body =
      otpOperation === "sendOtp"
        ? { beneficiary_id, sponsor_slug, channel: channel ?? "SMS" }
        : { beneficiary_id, sponsor_slug };
    const sent = await sending(services, to, call, () =>
      arc.call(otpOperation, { body }, { requestId: call.requestId }),
    );
    const { owner } = call.session;
    await Promise.all([
      grantTo(call.session, "otp", [sent.otp_id], ownership),
      proofs.sent(sent.otp_id, {
        owner,
        beneficiaryId: beneficiary_id,
        sponsorSlug: sponsor_slug,
        requestId,
      }),
    ]);
    return json({ ...sent, masked_destination: masked(sent.masked_destination) });
  }

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
      handle: ({ body }, call) => send(body, call),
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
      async handle({ body }, call) {
        await proofs.guess(body.otp_id);
        const proof = await arc.call("validateOtp", { body }, { requestId: call.requestId });
        await proofs.proven(body.otp_id, proof.otp_verification_token, proof.expires_in);
        return json(proof);
      },
    }),
  ];
}

/** Sends a code unless that person got one just now. Throws `rate_limited`, with the seconds to wait. */
async function sending<Sent>(
  { sendings, audit, metrics }: Services,
  { sponsor_slug, beneficiary_id }: SendOtp,
  call: SessionCall,
  act: () => Promise<Sent>,
): Promise<Sent> {
  const counted: Sending = {
    recipient: `${sponsor_slug}\n${beneficiary_id}`,
    asker: call.session.limitKey,
  };
  const wait = await sendings.begin(counted);
  if (wait > 0) {
    metrics.events.inc({ name: "limit_otp" });
    audit.tell("limit_met", call, { reason: "otp" });
    throw new ProblemError("rate_limited", { retryAfter: wait / 1000 });
  }
  try {
    return await act();
  } catch (thrown) {
    const isSure = thrown instanceof ProblemError && !unsure.includes(thrown.code);
    if (isSure) await sendings.undo(counted);
    throw thrown;
  }
}
