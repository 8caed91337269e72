import { type SendOtp, sendOtp, sentOtp, validatedOtp, validateOtp } from "@osigu-preauth/shared";
import type { SessionContext } from "../context.ts";
import { maskDestination } from "../otp/mask-destination.ts";
import type { Recipient } from "../otp/otp-verifications.ts";
import { type OtpSend, recipientName } from "../otp/send-throttle.ts";
import { grantToSession, reaches } from "../ownership/grant-to-session.ts";
import { NotOwnedError } from "../ownership/not-owned-error.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { RateLimitError } from "../rate-limits/rate-limiter.ts";
import type { Dependencies } from "./dependencies.ts";
import { acceptLanguage } from "./headers.ts";
import { recipientOf } from "./request-recipient.ts";
import { type Route, sessionRoute } from "./route.ts";

type Deps = Pick<
  Dependencies,
  "arc" | "ownership" | "eventLog" | "verifications" | "sendThrottle" | "otpOperation" | "metrics"
>;

/** Problems after which a code may have been sent all the same; after every other one none was. */
const uncertain: readonly string[] = [
  "upstream_timeout",
  "upstream_unavailable",
  "upstream_invalid",
  "internal_error",
];

/** One-time codes, where the sponsor asks for one. */
export function otpRoutes(deps: Deps): Route[] {
  const { arc, verifications } = deps;
  return [
    sessionRoute({
      method: "POST",
      path: "/v1/otp/send",
      operationId: "sendOtp",
      summary: "Sends a one-time code to the beneficiary.",
      body: sendOtp,
      reply: sentOtp,
      status: 200,
      description: {
        tag: "One-time codes",
        text: "To the beneficiary of a sponsor, or with `authorization_request_id` alone to the one that the request is for.",
        requestHeaders: acceptLanguage,
        vendorCalls: ["sendOtp"],
        problems: ["not_found"],
      },
      permission: {
        sponsor: ({ body }) => body.sponsor_slug,
        owns: ({ body: { beneficiary_id: person, authorization_request_id: request = "" } }) =>
          person === undefined ? { kind: "request", id: request } : { kind: "beneficiary", id: person },
      },
      handler: (ctx) => send(ctx, deps),
    }),
    sessionRoute({
      method: "POST",
      path: "/v1/otp/validate",
      operationId: "validateOtp",
      summary: "Exchanges a one-time code for the verification token of the complete.",
      body: validateOtp,
      reply: validatedOtp,
      status: 200,
      description: {
        tag: "One-time codes",
        vendorCalls: ["validateOtp"],
        problems: ["otp_attempts_exceeded"],
      },
      permission: { owns: ({ body }) => ({ kind: "otp", id: body.otp_id }) },
      async handler(ctx) {
        const { requestId, input } = ctx.state;
        const { body } = input;
        await verifications.recordAttempt(body.otp_id);
        const proof = await arc.call("validateOtp", { body }, { requestId });
        await verifications.recordVerified(body.otp_id, proof.otp_verification_token, proof.expires_in);
        ctx.body = proof;
      },
    }),
  ];
}

async function send(ctx: SessionContext<unknown, unknown, SendOtp>, deps: Deps): Promise<void> {
  const { arc, ownership, verifications, otpOperation } = deps;
  const { session, input } = ctx.state;
  const { channel, authorization_request_id: requestId } = input.body;
  const { owner, groupOwner } = session;
  if (requestId !== undefined && !(await reaches(ownership, session, "request", requestId))) {
    throw new NotOwnedError();
  }
  const { beneficiaryId, sponsorSlug } = await recipient(deps, input.body);
  // ARC's reference leaves the channel to the sponsor; its guides require one.
  const body =
    otpOperation === "sendOtp"
      ? { beneficiary_id: beneficiaryId, sponsor_slug: sponsorSlug, channel: channel ?? "SMS" }
      : { beneficiary_id: beneficiaryId, sponsor_slug: sponsorSlug };
  const sending = { recipient: recipientName(sponsorSlug, beneficiaryId), requester: session.limitKey };
  const sent = await throttled(deps, sending, () =>
    arc.call(otpOperation, { body }, { requestId: ctx.state.requestId, language: ctx.state.language }),
  );
  await Promise.all([
    grantToSession(ownership, session, "otp", [sent.otp_id]),
    verifications.recordSent(sent.otp_id, { owner, groupOwner, beneficiaryId, sponsorSlug, requestId }),
  ]);
  ctx.body = { ...sent, masked_destination: maskDestination(sent.masked_destination) };
}

/** Who gets the code: the person that the body names, else the one that its request is for. */
async function recipient(
  deps: Deps,
  { beneficiary_id, sponsor_slug, authorization_request_id: requestId }: SendOtp,
): Promise<Recipient> {
  if (beneficiary_id !== undefined && sponsor_slug !== undefined)
    return { beneficiaryId: beneficiary_id, sponsorSlug: sponsor_slug };
  const found = requestId === undefined ? undefined : await recipientOf(deps, requestId);
  if (found === undefined) throw new NotOwnedError();
  return found;
}

/** Sends a code unless that person got one just now. Throws `rate_limited`, with the seconds to wait. */
async function throttled<Sent>(
  { sendThrottle, metrics }: Deps,
  sending: OtpSend,
  send: () => Promise<Sent>,
): Promise<Sent> {
  const wait = await sendThrottle.reserve(sending);
  if (wait > 0) {
    metrics.events.inc({ name: "limit_otp" });
    throw new RateLimitError("otp", wait / 1000);
  }
  try {
    return await send();
  } catch (thrown) {
    // The vendor's own limit holds this recipient back, and nobody else: the next attempt waits for its pause.
    const isLimited = thrown instanceof ProblemError && thrown.code === "overloaded";
    const wasNotSent = thrown instanceof ProblemError && !isLimited && !uncertain.includes(thrown.code);
    if (wasNotSent) await sendThrottle.release(sending);
    throw thrown;
  }
}
