import { z } from "zod";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import { type Erasure, userDigest } from "../redis/erasure.ts";

/** The reply to a call: its status, and its JSON text where it has one. */
export type Reply = { status: number; body?: string };

/** The result of a call. Without a reply its outcome is unknown. */
export type StoredResult = {
  /** Digest of the request's content. Empty when the call ended before it was known. */
  fingerprint: string;
  reply?: Reply;
};

/** The right to execute the call. Nobody else executes one with this key until it is settled. */
export type Claim = {
  /** Whether Redis was unavailable: another instance may have executed the call. */
  readonly isLocal?: boolean;
  /** Stores the result for later calls with the same key. `requestId`: the authorization request that it is about. */
  settle(result: StoredResult, requestId?: string): void | Promise<void>;
  /** Removes the key, because the call changed nothing. Waiting calls get the same result or problem. */
  release(result: StoredResult | ProblemError): void | Promise<void>;
};

/** A claim when the key is new, otherwise the result of the earlier call. */
export type BeginResult = { claim: Claim; result?: undefined } | { claim?: undefined; result: StoredResult };

/** Stores the results of calls by their idempotency keys. */
export type IdempotencyStore = {
  /**
   * Claims a key, or waits for the call that has it. Throws that call's problem when it changed nothing, and
   * `overloaded` after `maxWait`. `fingerprint` is empty while it is not known yet. `repeatable`: a call whose
   * outcome is unknown may be executed again.
   */
  begin(key: string, fingerprint: string, repeatable: boolean): BeginResult | Promise<BeginResult>;
  /** Forgets in this process the results of erased users, and those about erased requests. */
  erase(erasure: Erasure): void;
};

/** The digest of the user within whose owner a key is. */
export const userOfKey = (scoped: string) => userDigest(scoped.split("\n").at(-1) ?? "");

/** Milliseconds that a result is stored. */
export const resultLifetime = 24 * 3_600_000;
/** Milliseconds that a second call waits for the first: a little more than the longest call takes. */
export const maxWait = 140_000;

export type CallResult = {
  reply: Reply;
  /** False when the call changed nothing: the same key may then be used for another attempt. */
  store: boolean;
};

/** A call that may be executed once for each key. */
export type IdempotentCall = {
  execute(): Promise<CallResult>;
  /** Digest of the request's content. Empty while it is not known: that of an upload is known at its end. */
  fingerprint(): string;
  /** Reads the rest of a request that is not executed, so that its fingerprint is known. */
  readToEnd?(): Promise<void>;
  /** Looks up the reply of a call that may have been executed. Undefined when it was not, or when that is unknown. */
  recover?(): Promise<Reply | undefined>;
  /** The authorization request that it is about, once that is known. */
  requestId?(): string | undefined;
  /** Whether it may be executed again when its outcome is unknown: twice is harmless, not at all is not. */
  repeatable?: boolean;
};

/** Executes a call once for each key; without a key, always. Throws `idempotency_mismatch` and `outcome_unknown`. */
export async function runOnce(
  store: IdempotencyStore,
  key: string | undefined,
  call: IdempotentCall,
): Promise<Reply> {
  if (key === undefined) return (await call.execute()).reply;
  const begin = store.begin(key, call.fingerprint(), call.repeatable === true);
  const { claim, result } = begin instanceof Promise ? await begin : begin;
  if (claim !== undefined) return executeAndSettle(claim, call);
  await call.readToEnd?.();
  if (result.fingerprint !== "" && result.fingerprint !== call.fingerprint()) {
    throw new ProblemError("idempotency_mismatch");
  }
  const reply = result.reply ?? (await call.recover?.());
  if (reply === undefined) throw new ProblemError("outcome_unknown");
  return reply;
}

async function executeAndSettle(claim: Claim, call: IdempotentCall): Promise<Reply> {
  try {
    const recovered = claim.isLocal ? await call.recover?.() : undefined;
    const { reply, store } = recovered ? { reply: recovered, store: true } : await call.execute();
    const result = { fingerprint: call.fingerprint(), reply };
    await (store ? claim.settle(result, call.requestId?.()) : claim.release(result));
    return reply;
  } catch (thrown) {
    const problem = problemOf(thrown);
    const isUnknown =
      call.repeatable !== true && (problem.code === "outcome_unknown" || problem.code === "internal_error");
    // Every other problem means that the call changed nothing.
    const unknown = { fingerprint: call.fingerprint() };
    await (isUnknown ? claim.settle(unknown, call.requestId?.()) : claim.release(problem));
    throw thrown;
  }
}

/** An `Idempotency-Key`. */
export const idempotencyKeyText = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** The key of a request, within its owner and operation. Throws `invalid_request`. */
export function scopedKey(
  header: string | string[] | undefined,
  owner: string,
  operation: string,
): string | undefined {
  if (header === undefined) return undefined;
  if (!idempotencyKeyText.safeParse(header).success) {
    throw new ProblemError("invalid_request", { detail: "The Idempotency-Key is not valid." });
  }
  return `${operation}\n${header}\n${owner}`;
}
