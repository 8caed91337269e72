import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import { type Erasure, requestDigest, userDigest } from "../redis/erasure.ts";
import { type ExpiringStore, memoryExpiringStore } from "./expiring-store.ts";

/** For whom a one-time code was sent, who asked for it, and for which request where that was said. */
const purpose = z.object({
  owner: z.string(),
  groupOwner: z.string().optional(),
  beneficiaryId: z.string(),
  sponsorSlug: z.string(),
  requestId: z.string().optional(),
  otpId: z.string().optional(),
});
export type Purpose = z.infer<typeof purpose>;

const recipient = purpose.pick({ beneficiaryId: true, sponsorSlug: true });
/** The beneficiary and the sponsor of a request. */
export type Recipient = z.infer<typeof recipient>;

/** Milliseconds that a code is remembered. It is valid for some minutes. */
const codeLifetime = 3_600_000;
/** Milliseconds that a verification is remembered when the vendor does not say how long it is valid. */
const defaultVerificationLifetime = 900_000;
const maxVerificationLifetime = 3_600_000;
/** Milliseconds for which an instance remembers the recipient of a request. */
const requestLifetime = 3_600_000;
/** Attempts at one code. Sponsors allow about three; this limit holds where a sponsor does not count. */
const maxAttempts = 10;
/** Milliseconds for which attempts are counted. */
const attemptsLifetime = 3_600_000;

/**
 * Verifications by one-time code, and what each was made for. A verification token opens one request: the complete
 * of another request with it is refused here, whatever the vendor would say.
 */
export type OtpVerifications = {
  recordSent(otpId: string, purpose: Purpose): Promise<void>;
  /** The sponsor for which a code was sent; undefined when that is not known. */
  sponsorOf(otpId: string): Promise<string | undefined>;
  /** Counts an attempt at a code. Throws `otp_attempts_exceeded`. */
  recordAttempt(otpId: string): Promise<void>;
  /** Stores the verification token that a right code gave. `lifetime`: seconds. */
  recordVerified(otpId: string, token: string, lifetime: number | undefined): Promise<void>;
  /** Stores the recipient of a request at this instance, for when its event log cannot be read. */
  recordRequest(requestId: string, recipient: Recipient): Promise<void>;
  /** The recipient of a request created at this instance within the hour. Throws `overloaded` for every other one. */
  recipientOf(requestId: string): Promise<Recipient>;
  /** Uses a token for a request: again for the same one, never for another. Throws `otp_required`. */
  redeem(token: string, redemption: Redemption): Promise<void>;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
};

/** Whom a stored value was made for; undefined for one that does not say. */
export function purposeOf(text: string): Purpose | undefined {
  return text.startsWith("{") ? purpose.safeParse(JSON.parse(text)).data : undefined;
}

/** The name of the count of attempts at a code. */
export const attemptsOf = (otpId: string) => `attempts ${otpId}`;

/** Whether a stored value belongs to an erased user, or is about an erased request. */
export function isErasedOtp(text: string, { users, topics }: Erasure): boolean {
  const json = text.startsWith("{") ? JSON.parse(text) : { requestId: text };
  const read = purpose.partial().safeParse(json);
  if (!read.success) return false;
  const { owner, requestId } = read.data;
  return (
    (owner !== undefined && users.has(userDigest(owner))) ||
    (requestId !== undefined && topics.has(requestDigest(requestId)))
  );
}

/** Who uses a verification token for which request, and the request's recipient where it is known. */
export type Redemption = {
  owner: string;
  groupOwner?: string | undefined;
  requestId: string;
  beneficiaryId?: string;
  sponsorSlug?: string;
};

export function otpVerifications(store: ExpiringStore): OtpVerifications {
  const local = memoryExpiringStore();
  const read = async (name: string): Promise<Purpose | undefined> => {
    const text = await store.get(name);
    return text === undefined ? undefined : purpose.parse(JSON.parse(text));
  };

  return {
    recordSent: (otpId, sentFor) =>
      store.set(`code ${otpId}`, JSON.stringify({ ...sentFor, otpId }), codeLifetime, sentFor.requestId),
    sponsorOf: async (otpId) => (await read(`code ${otpId}`))?.sponsorSlug,
    async recordAttempt(otpId) {
      if ((await store.increment(attemptsOf(otpId), attemptsLifetime)) > maxAttempts) {
        throw new ProblemError("otp_attempts_exceeded");
      }
    },
    async recordVerified(otpId, token, lifetime) {
      const sentFor = await read(`code ${otpId}`);
      if (sentFor === undefined) return;
      const milliseconds =
        lifetime === undefined
          ? defaultVerificationLifetime
          : Math.min(lifetime * 1000, maxVerificationLifetime);
      const lasts = Math.max(1, Math.ceil(milliseconds));
      await store.set(`token ${token}`, JSON.stringify(sentFor), lasts, sentFor.requestId);
    },
    recordRequest: (requestId, createdFor) =>
      local.set(requestId, JSON.stringify({ ...createdFor, requestId }), requestLifetime),
    async recipientOf(requestId) {
      const text = await local.get(requestId);
      if (text === undefined) throw new ProblemError("overloaded", { retryAfter: 1 });
      return recipient.parse(JSON.parse(text));
    },
    async redeem(token, redemption) {
      const { requestId } = redemption;
      const sentFor = await read(`token ${token}`);
      const isValid = sentFor !== undefined && isTheirs(sentFor, redemption) && matches(sentFor, redemption);
      const redeemedFor = isValid
        ? await store.setIfAbsent(`redeemed ${token}`, requestId, maxVerificationLifetime, requestId)
        : undefined;
      if (redeemedFor !== requestId) {
        throw new ProblemError("otp_required", {
          detail: "This verification is not valid for this request.",
        });
      }
    },
    erase(erasure) {
      store.erase((text) => isErasedOtp(text, erasure));
      local.erase((text) => isErasedOtp(text, erasure));
    },
  };
}

/** Whether the same user, or one of the same group, had the code sent. */
function isTheirs(sentFor: Purpose, { owner, groupOwner }: Redemption): boolean {
  return sentFor.owner === owner || (groupOwner !== undefined && sentFor.groupOwner === groupOwner);
}

/** Compares request, beneficiary and sponsor as far as both sides know them; one of the two first must be known. */
function matches(sentFor: Purpose, { requestId, beneficiaryId, sponsorSlug }: Redemption): boolean {
  const agree = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return (
    (sentFor.requestId ?? beneficiaryId) !== undefined &&
    agree(sentFor.requestId, requestId) &&
    agree(sentFor.beneficiaryId, beneficiaryId) &&
    agree(sentFor.sponsorSlug, sponsorSlug)
  );
}
