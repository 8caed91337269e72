import { type Answer, ok, validationFailed } from "../http/answer.ts";
import { type Call, readOptionalJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { OtpStore } from "../otp/otp-store.ts";
import { configurationForAll } from "../sponsor/configuration.ts";
import type { DocumentRule, SponsorData } from "../sponsor/sponsor-data.ts";
import { decide, pendingAuthorizations } from "./decide.ts";
import { type LaterParts, planLater } from "./later.ts";
import { closed, rulesOf, typesOf, writeOutcome } from "./outcome.ts";
import type { AuthorizationRequest, RequestStore } from "./request-store.ts";

export type CompleteParts = LaterParts & { otps: OtpStore };

/** Row 13 of the loop: everything is there, so the sponsor decides, now or later. */
export async function complete(
  request: AuthorizationRequest,
  sponsor: SponsorData,
  call: Call,
  parts: CompleteParts,
): Promise<Answer> {
  const body = await readOptionalJson(call.request);
  if (!body.ok) return body.answer;
  if (!isRecord(body.value)) return validationFailed([{ path: [], message: "must be an object" }]);
  const { otp_verification_token: otpToken, ...unknown } = body.value;
  const issues = Object.keys(unknown).map((key) => ({
    path: [key],
    message: "is not a field of this request",
  }));
  if (issues.length > 0) return validationFailed(issues);
  if (request.status !== "PENDING_INDICATION") return closed(request);
  const missing = missingDocuments(request, sponsor);
  if (missing.length > 0) {
    return sponsor.missing_document === "refuse"
      ? documentMissing(missing)
      : ok(writeOutcome(request, sponsor));
  }
  const refusal = checkOtp(otpToken, request, sponsor, parts.otps);
  if (refusal) return refusal;
  if (typeof otpToken === "string") parts.otps.use(otpToken);
  settle(request, sponsor, parts);
  return ok(writeOutcome(request, sponsor));
}

/** The sponsor decides at once, or takes the request and decides later. */
function settle(request: AuthorizationRequest, sponsor: SponsorData, parts: CompleteParts): void {
  const { store, clock } = parts;
  const isAsync = evaluationOf(request, sponsor, store) === "ASYNC";
  request.completedAt = clock.iso();
  request.authorizations = pendingAuthorizations(request, sponsor);
  request.status = "PENDING_SPONSOR";
  if (!isAsync) {
    for (const authorization of request.authorizations) decide(authorization, sponsor, { store, clock });
    request.status = "COMPLETED";
  }
  planLater(request, sponsor, parts);
}

/** What the configuration announces; a sponsor that switches does otherwise every second time. */
function evaluationOf(
  request: AuthorizationRequest,
  sponsor: SponsorData,
  store: RequestStore,
): "SYNC" | "ASYNC" {
  const announced = configurationForAll(sponsor, typesOf(request)).evaluation;
  const before = store
    .all()
    .filter((other) => other.sponsorSlug === sponsor.slug && other.completedAt).length;
  if (!sponsor.decision.switches || before % 2 === 0) return announced;
  return announced === "SYNC" ? "ASYNC" : "SYNC";
}

/** Where the token of a one-time code stands in the complete is assumed. */
function checkOtp(
  token: unknown,
  request: AuthorizationRequest,
  sponsor: SponsorData,
  otps: OtpStore,
): Answer | undefined {
  const { otp_required } = configurationForAll(sponsor, typesOf(request));
  const isNeeded = otp_required || sponsor.otp?.demanded_at_completion === true;
  if (token === undefined)
    return isNeeded ? otpRefused("OTP_REQUIRED", "A one-time code is required") : undefined;
  const holds = typeof token === "string" && otps.holds(token, request.beneficiaryId, sponsor.slug);
  return holds ? undefined : otpRefused("OTP_TOKEN_INVALID", "The verification token does not hold");
}

const otpRefused = (code: string, message: string): Answer => ({
  status: 422,
  body: { code, message, errors: [{ path: "otp_verification_token", message }] },
});

function missingDocuments(request: AuthorizationRequest, sponsor: SponsorData): DocumentRule[] {
  return rulesOf(request, sponsor).filter(
    (rule) => rule.required && !request.files.some(({ file_type }) => file_type === rule.file_type),
  );
}

const documentMissing = (missing: DocumentRule[]): Answer => ({
  status: 422,
  body: {
    code: "DOCUMENT_MISSING",
    message: "A required document is missing",
    errors: missing.map(({ file_type, label }) => ({ path: file_type, message: `${label} is missing` })),
  },
});
