import { ProblemError, problemOf } from "../problem/problem-error.ts";

/** The response to a call: its status, and its JSON text where it has any. */
export type Answer = { status: number; body?: string };

/** What became of a call: its answer, or that this is not known. */
export type Fate = {
  /** Tells the request's content; empty where the call ended before it was known. */
  fingerprint: string;
  answer?: Answer;
};

/** The right to make the call: nobody else makes one with this key until it is settled. */
export type Claim = {
  /** Whether other instances could not be asked: one of them may have made the call. */
  readonly isAlone?: boolean;
  /** Remembers what became of it, for whoever comes with the same key. */
  settle(fate: Fate): void | Promise<void>;
  /** Forgets the key, because the call changed nothing; those who wait are told the same as the caller. */
  release(ending: Fate | ProblemError): void | Promise<void>;
};

/** What is known of a key: nothing, so that the call is ours to make, or what became of an earlier call. */
export type Begun = { claim: Claim; fate?: undefined } | { claim?: undefined; fate: Fate };

/** Where the fates of calls are kept. */
export type IdempotencyStore = {
  /**
   * Claims a key, or waits for whoever has it. Throws the first call's problem when that changed nothing, and
   * `overloaded` when the wait grows too long. `fingerprint` is empty while it is not known yet. `repeatable`: a
   * call whose fate is unknown may be made again.
   */
  begin(key: string, fingerprint: string, repeatable: boolean): Begun | Promise<Begun>;
};

/** Milliseconds that a fate is kept. */
export const fateLife = 24 * 3_600_000;
/** Milliseconds that the second waits for the first; a little more than the longest call lasts. */
export const longestWait = 140_000;

/** What a call came to. */
export type Made = {
  answer: Answer;
  /** False when nothing was changed and the same key must be free for another try. */
  keep: boolean;
};

/** A call that may be made once: how it is made, and how its fate is found out again. */
export type OnceCall = {
  make(): Promise<Made>;
  /** Tells the request's content: empty while it is not known, which an upload's is only at its end. */
  fingerprint(): string;
  /** Reads what is left of a request that will not be made, so that its fingerprint is known. */
  finishReading?(): Promise<void>;
  /** Looks up what became of a call that may have been made; undefined when it was not, or that cannot be told. */
  recover?(): Promise<Answer | undefined>;
  /** Whether it may be made again when its fate is unknown: doing it twice is harmless, not doing it is not. */
  repeatable?: boolean;
};

/** Makes a call once for each key; without a key, simply makes it. */
export async function once(
  store: IdempotencyStore,
  key: string | undefined,
  call: OnceCall,
): Promise<Answer> {
  if (key === undefined) return (await call.make()).answer;
  const begun = store.begin(key, call.fingerprint(), call.repeatable === true);
  const { claim, fate } = begun instanceof Promise ? await begun : begun;
  if (claim !== undefined) return makeAndSettle(claim, call);
  await call.finishReading?.();
  if (fate.fingerprint !== "" && fate.fingerprint !== call.fingerprint()) {
    throw new ProblemError("idempotency_mismatch");
  }
  const answer = fate.answer ?? (await call.recover?.());
  if (answer === undefined) throw new ProblemError("outcome_unknown");
  return answer;
}

async function makeAndSettle(claim: Claim, call: OnceCall): Promise<Answer> {
  try {
    const known = claim.isAlone ? await call.recover?.() : undefined;
    const { answer, keep } = known ? { answer: known, keep: true } : await call.make();
    const fate = { fingerprint: call.fingerprint(), answer };
    await (keep ? claim.settle(fate) : claim.release(fate));
    return answer;
  } catch (thrown) {
    const problem = problemOf(thrown);
    const unknown =
      call.repeatable !== true && (problem.code === "outcome_unknown" || problem.code === "internal_error");
    // Every other problem says that nothing was done.
    await (unknown ? claim.settle({ fingerprint: call.fingerprint() }) : claim.release(problem));
    throw thrown;
  }
}

const plainKey = /^[\x21-\x7e]{1,255}$/;

/** The key of a request, within its owner and operation. Throws `invalid_request`. */
export function scopedKey(
  header: string | string[] | undefined,
  owner: string,
  operation: string,
): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== "string" || !plainKey.test(header)) {
    throw new ProblemError("invalid_request", { detail: "The Idempotency-Key is not valid." });
  }
  return `${operation}\n${header}\n${owner}`;
}
