import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import { memoryShelf, type Shelf } from "./expiring-store.ts";

/** Whom a one-time code was sent to, who asked for it, and for which request where that was said. */
const purpose = z.object({
  owner: z.string(),
  beneficiaryId: z.string(),
  sponsorSlug: z.string(),
  requestId: z.string().optional(),
});
export type Purpose = z.infer<typeof purpose>;

const recipient = purpose.pick({ beneficiaryId: true, sponsorSlug: true });
/** Whom a request is for, and who pays. */
export type MadeFor = z.infer<typeof recipient>;

/** Milliseconds that a code is remembered; it holds for some minutes. */
const codeLife = 3_600_000;
/** Milliseconds that a proof is remembered when the vendor does not say how long it holds. */
const assumedProofLife = 900_000;
const longestProofLife = 3_600_000;
/** Milliseconds for which an instance remembers whom a request was made for. */
const requestLife = 3_600_000;
/** Guesses at one code. Sponsors take three or so; this holds where one does not count. */
const mostGuesses = 10;
/** Milliseconds for which guesses are counted. */
const guessLife = 3_600_000;

/**
 * What one-time codes, and the proofs that right ones give, were made for. A proof opens one request: another's
 * completion with it is refused here, whatever the vendor would say.
 */
export type Proofs = {
  sent(otpId: string, made: Purpose): Promise<void>;
  /** Counts a guess. Throws `otp_attempts_exceeded`. */
  guess(otpId: string): Promise<void>;
  /** Notes the proof that a right code gave. `life`: seconds. */
  proven(otpId: string, token: string, life: number | undefined): Promise<void>;
  /** Notes whom a request was made for here, for as long as its history cannot be read. */
  made(requestId: string, whom: MadeFor): Promise<void>;
  /** Whom a request was made for at this instance, within the hour. Throws `overloaded` when it does not know. */
  madeFor(requestId: string): Promise<MadeFor>;
  /** Uses a proof for a request: again for the same, never for another. Throws `otp_required`. */
  use(token: string, use: ProofUse): Promise<void>;
};

/** Who uses a proof, for which request; and whom that was made for, where it is known. */
export type ProofUse = { owner: string; requestId: string; beneficiaryId?: string; sponsorSlug?: string };

export function proofsOn(shelf: Shelf): Proofs {
  const here = memoryShelf();
  const read = async (name: string): Promise<Purpose | undefined> => {
    const text = await shelf.get(name);
    return text === undefined ? undefined : purpose.parse(JSON.parse(text));
  };

  return {
    sent: (otpId, made) => shelf.put(`code ${otpId}`, JSON.stringify(made), codeLife),
    async guess(otpId) {
      if ((await shelf.count(`guesses ${otpId}`, guessLife)) > mostGuesses) {
        throw new ProblemError("otp_attempts_exceeded");
      }
    },
    async proven(otpId, token, life) {
      const made = await read(`code ${otpId}`);
      if (made === undefined) return;
      const kept = life === undefined ? assumedProofLife : Math.min(life * 1000, longestProofLife);
      await shelf.put(`proof ${token}`, JSON.stringify(made), Math.max(1, Math.ceil(kept)));
    },
    made: (requestId, made) => here.put(requestId, JSON.stringify(made), requestLife),
    async madeFor(requestId) {
      const text = await here.get(requestId);
      if (text === undefined) throw new ProblemError("overloaded", { retryAfter: 1 });
      return recipient.parse(JSON.parse(text));
    },
    async use(token, use) {
      const made = await read(`proof ${token}`);
      const fits = made !== undefined && made.owner === use.owner && isFor(made, use);
      if (!fits || (await shelf.claim(`use ${token}`, use.requestId, longestProofLife)) !== use.requestId) {
        throw new ProblemError("otp_required", { detail: "This proof does not hold for this request." });
      }
    },
  };
}

/** Held to the request that the code was sent for, and to the person; one of the two must be known. */
function isFor(made: Purpose, { requestId, beneficiaryId, sponsorSlug }: ProofUse): boolean {
  const same = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return (
    (made.requestId ?? beneficiaryId) !== undefined &&
    same(made.requestId, requestId) &&
    same(made.beneficiaryId, beneficiaryId) &&
    same(made.sponsorSlug, sponsorSlug)
  );
}
