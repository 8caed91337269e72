import { newId } from "../authorization/request-store.ts";
import type { OtpRules } from "../sponsor/sponsor-data.ts";
import type { Clock } from "../time/clock.ts";

/** Codes that are known beforehand: nobody's telephone rings here. Any other code is wrong. */
export const rightCode = "123456";
export const expiredCode = "999999";

export type SentCode = {
  id: string;
  beneficiaryId: string;
  sponsorSlug: string;
  channel: string;
  sentAt: number;
  expiresAt: number;
  attemptsLeft: number;
  state: "sent" | "used" | "replaced";
};

type Verification = { beneficiaryId: string; sponsorSlug: string; expiresAt: number; used: boolean };

export type CodeCheck =
  | { ok: true; token: string; expiresIn: number }
  | { ok: false; code: "OTP_INVALID" | "OTP_EXPIRED" | "OTP_ATTEMPTS_EXCEEDED" };

/** Seconds that a verification token holds. */
const verificationLifetime = 600;

/** One-time codes that were sent, and the tokens that right ones gave. */
export class OtpStore {
  readonly #clock: Clock;
  readonly #codes = new Map<string, SentCode>();
  readonly #verifications = new Map<string, Verification>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sends a code; whatever was sent to that person before holds no more. */
  send(to: { beneficiaryId: string; sponsorSlug: string; channel: string }, rules: OtpRules): SentCode {
    for (const earlier of this.sentTo(to.beneficiaryId)) {
      if (earlier.state === "sent") earlier.state = "replaced";
    }
    const sentAt = this.#clock.now();
    const code: SentCode = {
      ...to,
      id: newId("otp"),
      sentAt,
      expiresAt: sentAt + rules.expires_in * 1000,
      attemptsLeft: rules.attempts,
      state: "sent",
    };
    this.#codes.set(code.id, code);
    return code;
  }

  find(id: string): SentCode | undefined {
    return this.#codes.get(id);
  }

  sentTo(beneficiaryId: string): SentCode[] {
    return [...this.#codes.values()].filter((code) => code.beneficiaryId === beneficiaryId);
  }

  all(): SentCode[] {
    return [...this.#codes.values()];
  }

  /** Checks what a person typed. A wrong code takes one of the attempts; past them even the right one is refused. */
  check(sent: SentCode, typed: string): CodeCheck {
    if (sent.attemptsLeft === 0) return { ok: false, code: "OTP_ATTEMPTS_EXCEEDED" };
    const isOver = sent.state !== "sent" || sent.expiresAt <= this.#clock.now();
    if (isOver || typed === expiredCode) return { ok: false, code: "OTP_EXPIRED" };
    if (typed !== rightCode) {
      sent.attemptsLeft -= 1;
      return { ok: false, code: sent.attemptsLeft === 0 ? "OTP_ATTEMPTS_EXCEEDED" : "OTP_INVALID" };
    }
    sent.state = "used";
    const token = newId("otpv");
    const { beneficiaryId, sponsorSlug } = sent;
    const expiresAt = this.#clock.now() + verificationLifetime * 1000;
    this.#verifications.set(token, { beneficiaryId, sponsorSlug, expiresAt, used: false });
    return { ok: true, token, expiresIn: verificationLifetime };
  }

  /** Whether a verification token holds for a person of a sponsor, and was not used before. */
  holds(token: string, beneficiaryId: string, sponsorSlug: string): boolean {
    const known = this.#verifications.get(token);
    if (!known || known.used || known.expiresAt <= this.#clock.now()) return false;
    return known.beneficiaryId === beneficiaryId && known.sponsorSlug === sponsorSlug;
  }

  use(token: string): void {
    const known = this.#verifications.get(token);
    if (known) known.used = true;
  }

  clear(): void {
    this.#codes.clear();
    this.#verifications.clear();
  }
}
