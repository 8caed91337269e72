import { type Answer, type FieldIssue, notFound, ok, refuse, validationFailed } from "../http/answer.ts";
import { type Call, type Operation, readJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { OtpRules, SponsorData } from "../sponsor/sponsor-data.ts";
import { findBeneficiary } from "../sponsor/sponsor-list.ts";
import type { Sponsors } from "../sponsor/sponsor-operations.ts";
import type { Clock } from "../time/clock.ts";
import type { OtpStore, SentCode } from "./otp-store.ts";

export type OtpParts = { otps: OtpStore; sponsors: Sponsors; clock: Clock };

/** Codes to one person are counted over so many milliseconds. */
const sendWindow = 600_000;

/** Rows 11 and 12 of the loop, and the other documented way to send a code. */
export function otpOperations(parts: OtpParts): Operation[] {
  const authority = "arc:write";
  const validate = (call: Call) => validateCode(call, parts);
  return [
    { name: "sendOtp", method: "POST", path: "/v1/otp/send", authority, handle: (call) => send(call, parts) },
    {
      name: "generateOtp",
      method: "POST",
      path: "/otp/generate",
      authority,
      handle: (call) => generate(call, parts),
    },
    { name: "validateOtp", method: "POST", path: "/v1/otp/validate", authority, handle: validate },
    { name: "validateGeneratedOtp", method: "POST", path: "/otp/validate", authority, handle: validate },
  ];
}

/** The guides' way: the caller names the channel; the reply tells the seconds. */
async function send(call: Call, parts: OtpParts): Promise<Answer> {
  const asked = await readAsked(call, parts.sponsors);
  if (!asked.ok) return asked.answer;
  const { body, rules } = asked;
  const channel = rules.channels.find((known) => known === body.channel);
  if (!channel) {
    return validationFailed([{ path: ["channel"], message: `must be one of ${rules.channels.join(", ")}` }]);
  }
  const sent = sendWithinLimit(asked, channel, parts);
  if (!sent.ok) return sent.answer;
  const { code } = sent;
  return ok({
    otp_id: code.id,
    channel,
    expires_in: rules.expires_in,
    masked_destination: rules.masked[channel] ?? "***",
  });
}

/** The reference's way: the sponsor sets the channel; the reply tells an instant. Its keys are assumed. */
async function generate(call: Call, parts: OtpParts): Promise<Answer> {
  const asked = await readAsked(call, parts.sponsors);
  if (!asked.ok) return asked.answer;
  const channel = asked.rules.channels[0] ?? "SMS";
  const sent = sendWithinLimit(asked, channel, parts);
  if (!sent.ok) return sent.answer;
  const { code } = sent;
  return {
    status: 201,
    body: {
      otp_id: code.id,
      channel,
      expires_at: new Date(code.expiresAt).toISOString(),
      masked_destination: asked.rules.masked[channel] ?? "***",
    },
  };
}

async function validateCode({ request }: Call, { otps, sponsors }: OtpParts): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const { otp_id, code, ...unknown } = isRecord(body.value) ? body.value : {};
  const issues = unknownKeys(unknown);
  if (typeof otp_id !== "string") issues.push({ path: ["otp_id"], message: "is required" });
  if (typeof code !== "string") issues.push({ path: ["code"], message: "is required" });
  if (issues.length > 0) return validationFailed(issues);
  const sent = otps.find(String(otp_id));
  if (!sent) return notFound("One-time code");
  const check = otps.check(sent, String(code));
  if (!check.ok) return refuseCode(check.code, sponsors.get(sent.sponsorSlug)?.otp?.refusal);
  return ok({ otp_verification_token: check.token, expires_in: check.expiresIn });
}

/** Documented: 401 and 422 with `code`, `message` and `errors` per field. Which of the two a wrong code gets is assumed. */
function refuseCode(code: keyof typeof sentences, refusal: OtpRules["refusal"]): Answer {
  const message = sentences[code];
  if (refusal !== "fields") return refuse(422, code, message);
  const status = code === "OTP_INVALID" ? 401 : 422;
  return { status, body: { code, message, errors: [{ path: "code", message }] } };
}

const sentences = {
  OTP_INVALID: "The code is not right",
  OTP_EXPIRED: "The code has expired",
  OTP_ATTEMPTS_EXCEEDED: "The code was wrong too often",
};

type Asked = { body: Record<string, unknown>; sponsor: SponsorData; rules: OtpRules; beneficiaryId: string };

async function readAsked(
  { request }: Call,
  sponsors: Sponsors,
): Promise<({ ok: true } & Asked) | { ok: false; answer: Answer }> {
  const read = await readJson(request);
  if (!read.ok) return read;
  const refused = (answer: Answer) => ({ ok: false as const, answer });
  const body = isRecord(read.value) ? read.value : {};
  const { beneficiary_id, sponsor_slug, channel: _channel, ...unknown } = body;
  const issues = unknownKeys(unknown);
  const sponsor = sponsors.get(String(sponsor_slug));
  if (!sponsor) issues.push({ path: ["sponsor_slug"], message: "is not a sponsor" });
  else if (!findBeneficiary(sponsor, String(beneficiary_id))) {
    issues.push({ path: ["beneficiary_id"], message: "is not in the sponsor's directory" });
  }
  if (issues.length > 0 || !sponsor) return refused(validationFailed(issues));
  if (!sponsor.otp) return refused(refuse(422, "OTP_NOT_USED", "The sponsor asks for no one-time code"));
  return { ok: true, body, sponsor, rules: sponsor.otp, beneficiaryId: String(beneficiary_id) };
}

/** Sends a code, or answers 429 where that person got too many. */
function sendWithinLimit(
  { sponsor, rules, beneficiaryId }: Asked,
  channel: string,
  { otps, clock }: OtpParts,
): { ok: true; code: SentCode } | { ok: false; answer: Answer } {
  const recent = otps.sentTo(beneficiaryId).filter(({ sentAt }) => sentAt > clock.now() - sendWindow);
  const first = recent[0];
  if (recent.length >= rules.sends && first) {
    const seconds = Math.ceil((first.sentAt + sendWindow - clock.now()) / 1000);
    const answer = refuse(429, "OTP_TOO_MANY_SENDS", "Too many codes were sent to this person");
    return { ok: false, answer: { ...answer, headers: { "retry-after": String(seconds) } } };
  }
  return { ok: true, code: otps.send({ beneficiaryId, sponsorSlug: sponsor.slug, channel }, rules) };
}

function unknownKeys(unknown: Record<string, unknown>): FieldIssue[] {
  return Object.keys(unknown).map((key) => ({ path: [key], message: "is not a field of this request" }));
}
