import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { FailureCause } from "../../logging/failure-cause.ts";
import type { Logger } from "../../logging/logger.ts";
import { requestContext } from "../../logging/request-context.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import { ProblemError } from "../../problem/problem-error.ts";
import type { TokenAdvice } from "./token-advice.ts";
import { tokenLifetime } from "./token-expiry.ts";
import { maxCalls, TokenRateLimit } from "./token-rate-limit.ts";
import type { TokenOutcome, TokenRefusal } from "./token-request.ts";
import type { Pause, SharedToken, TokenStore } from "./token-store.ts";

/** Refused tokens that are remembered. */
const maxRefused = 8;

/** A vendor token. Compared by identity: a token that was replaced is never current again. */
export type CachedToken = {
  readonly accessToken: string;
  readonly providerSlug: string | undefined;
  readonly renewAt: number;
  readonly usableUntil: number;
  readonly issuedAt: number;
  /** Whether the API has accepted it at least once. */
  accepted: boolean;
};

export const tokenStates = ["ok", "none yet", "refused", "limited", "unavailable"] as const;
export type TokenState = (typeof tokenStates)[number];

type Deps = {
  request: () => Promise<TokenOutcome>;
  /** What an operator changes after each refusal. */
  advice: TokenAdvice;
  store?: TokenStore | undefined;
  log: Logger;
  metrics: Metrics;
  now?: () => number;
  random?: () => number;
};

/** The pauses that are refusals. A pause is stored as such in Redis. */
const refusals = new Map<Pause["reason"] | undefined, TokenRefusal>([
  ["refused", "credentials"],
  ["grant_refused", "grant"],
]);

/** Attempts of one renewal. Vendor, "Errors": exponential back-off, at most 3. */
const maxAttempts = 3;
/** Milliseconds of the first back-off. Each further one is doubled. */
const initialBackoff = 300;
/** Milliseconds. A longer `Retry-After` ends the renewal. */
const maxBackoff = 5_000;
/** Milliseconds before refused credentials are tried again. */
const refusedPause = 60_000;
/** Milliseconds after a renewal whose attempts all failed. */
const failingPause = 2_000;
/** Milliseconds after a 429 without a `Retry-After`. */
const limitedPause = 20_000;
/** Milliseconds, at most, for which a `Retry-After` is obeyed: after a 429, and after a failure. */
const maxLimitedPause = 300_000;
const maxFailingPause = 60_000;
/** Calls a minute of an instance whose store is unavailable: six such instances stay within the limit. */
const maxCallsWithoutStore = 1;
/** Milliseconds between two looks at the store while another instance renews. */
const pollInterval = 60;
/** Milliseconds, at most, that a renewal waits for another instance. */
const maxWait = 30_000;
/** Milliseconds in which a new token that the API has never accepted is not replaced again. */
const replacementInterval = 60_000;

/** The vendor's token: one renewal for all callers, before it expires, shared with other instances. */
export class TokenCache {
  readonly #deps: Deps;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #rateLimit: TokenRateLimit;
  #token: CachedToken | undefined;
  #renewal: Promise<CachedToken> | undefined;
  /** Whether the renewal in progress was caused by a refusal: the last call of the rate limit is not for it. */
  #isReplacement = false;
  #pause: { reason: Pause["reason"]; until: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** The last tokens that the API refused: the store may still have one. */
  readonly #refused: string[] = [];
  #slug: string | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#now = deps.now ?? (() => performance.now());
    this.#random = deps.random ?? Math.random;
    this.#rateLimit = new TokenRateLimit(this.#now);
  }

  /** The token, if there is one with enough lifetime left. */
  current(): CachedToken | undefined {
    const token = this.#token;
    if (token === undefined) return undefined;
    const now = this.#now();
    if (now >= token.usableUntil) return undefined;
    if (now >= token.renewAt) this.#renew();
    return token;
  }

  /** A token, after at most `timeout` milliseconds. Throws `upstream_refused` or `upstream_unavailable`. */
  async get(timeout: number): Promise<CachedToken> {
    return this.current() ?? (await within(timeout, this.#renewOnce()));
  }

  /**
   * A token instead of one that the API refused, after at most `timeout` milliseconds. Other calls keep using the
   * refused one meanwhile: the refusal may be about a single operation. Undefined when a new token would not help: the
   * current one is new, and the API has not accepted it for any call yet. Throws as `get`.
   */
  async replace(token: CachedToken, timeout: number): Promise<CachedToken | undefined> {
    const current = this.current();
    if (current !== undefined && current !== token) return current;
    if (!token.accepted && this.#now() - token.issuedAt < replacementInterval) return undefined;
    if (!this.#refused.includes(token.accessToken)) {
      this.#refused.push(token.accessToken);
      if (this.#refused.length > maxRefused) this.#refused.shift();
      this.#deps.log.warn("vendor_token_dropped");
    }
    return within(timeout, this.#renewOnce(true));
  }

  /** Tries new credentials at once. The current token is used until its renewal. */
  credentialsChanged(): void {
    if (this.#pause && refusals.has(this.#pause.reason)) this.#pause = undefined;
    this.#deps.log.info("vendor_credentials_changed");
    this.#renew();
  }

  get state(): TokenState {
    if (this.current() !== undefined) return "ok";
    if (this.#pause === undefined) return this.#renewal ? "none yet" : "unavailable";
    const { reason } = this.#pause;
    if (refusals.has(reason)) return "refused";
    return reason === "limited" ? "limited" : "unavailable";
  }

  /** Seconds for which the token is still used; 0 without one. */
  get secondsLeft(): number {
    return Math.max(0, ((this.#token?.usableUntil ?? 0) - this.#now()) / 1000);
  }

  /** What an operator changes so that the endpoint gives tokens again; undefined while it refuses none. */
  get advice(): string | undefined {
    const refusal = this.state === "refused" ? refusals.get(this.#pause?.reason) : undefined;
    return refusal && this.#deps.advice[refusal];
  }

  /** The last known name of the provider, for log lines. */
  get providerSlug(): string | undefined {
    return this.#slug;
  }

  /** Gets the first token in the background. */
  start(): void {
    this.#renew();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #renew(): void {
    this.#renewOnce().catch(() => this.#renewLater());
  }

  #renewLater(): void {
    const pause = Math.max((this.#pause?.until ?? 0) - this.#now(), 1_000);
    this.#schedule(pause * (1 + this.#random() * 0.25));
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#renew(), Math.min(milliseconds, 2_000_000_000));
    this.#timer.unref();
  }

  /** One renewal at a time; all callers wait for it. A failure is not cached. */
  #renewOnce(isReplacement = false): Promise<CachedToken> {
    const pause = this.#pauseLeft();
    if (pause !== undefined && this.#renewal === undefined) return Promise.reject(problemFor(pause));
    if (this.#renewal === undefined) {
      this.#isReplacement = isReplacement;
      // It is of no request: all wait for it, and it sets the timer of the next one.
      this.#renewal = requestContext
        .exit(() => this.#get())
        .finally(() => {
          this.#renewal = undefined;
        });
    }
    return this.#renewal;
  }

  #pauseLeft(): Pause | undefined {
    if (this.#pause === undefined) return undefined;
    const left = this.#pause.until - this.#now();
    if (left > 0) return { reason: this.#pause.reason, left };
    if (!refusals.has(this.#pause.reason)) this.#pause = undefined;
    return undefined;
  }

  async #get(): Promise<CachedToken> {
    const { store } = this.#deps;
    const until = this.#now() + maxWait;
    while (store !== undefined && this.#now() < until) {
      const shared = await store.read();
      if (shared === undefined) break;
      if (shared !== "none" && "accessToken" in shared && this.#isNewer(shared)) return this.#adopt(shared);
      if (shared !== "none" && "reason" in shared) throw this.#pauseOwn(shared);
      const lock = await store.lock();
      if (lock === undefined) break;
      if (lock === "taken") {
        await sleep(pollInterval * (0.5 + this.#random()));
        continue;
      }
      try {
        // The instance that had the lock before may have finished between the read and the lock.
        const again = await store.read();
        if (again !== undefined && again !== "none") {
          if ("reason" in again) throw this.#pauseOwn(again);
          if (this.#isNewer(again)) return this.#adopt(again);
        }
        return await this.#call();
      } finally {
        void lock.release();
      }
    }
    return this.#call();
  }

  /**
   * Whether a shared token replaces the own one: a different one that is not due for renewal. Without an own one that
   * can be used, one that is due for renewal is used until the renewal succeeds.
   */
  #isNewer(shared: SharedToken): boolean {
    const { renewAfter, usableFor } = tokenLifetime(shared.lifetime);
    const age = shared.lifetime * 1000 - shared.left;
    if (this.#refused.includes(shared.accessToken)) return false;
    const hasOwn = this.#token !== undefined && this.#now() < this.#token.usableUntil;
    return shared.accessToken !== this.#token?.accessToken && age < (hasOwn ? renewAfter : usableFor);
  }

  async #call(): Promise<CachedToken> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#reserve();
      const outcome = await this.#deps.request();
      const isLimited = outcome.kind === "later" && outcome.limited;
      const cause = outcome.kind === "later" ? outcome.cause : undefined;
      this.#deps.metrics.tokenCalls.inc({
        outcome: isLimited ? "limited" : outcome.kind,
        ...(cause && { cause }),
      });
      if (outcome.kind === "token") {
        const { accessToken, providerSlug, expiresIn: lifetime } = outcome;
        // Written first: the next instance with the lock must find it.
        await this.#deps.store?.write({ accessToken, providerSlug, lifetime });
        return this.#adopt({ accessToken, providerSlug, lifetime, left: lifetime * 1000 });
      }
      if (outcome.kind === "refused") {
        const { reason, status } = outcome;
        const { advice, log } = this.#deps;
        if (reason === "grant") log.error({ status, advice: advice.grant }, "vendor_grant_refused");
        else log.error({ status, advice: advice.credentials }, "vendor_credentials_refused");
        throw await this.#pauseAll({
          reason: reason === "grant" ? "grant_refused" : "refused",
          left: refusedPause,
        });
      }
      const retryAfter = outcome.retryAfter === undefined ? undefined : outcome.retryAfter * 1000;
      if (outcome.limited)
        throw await this.#pauseAll({
          reason: "limited",
          left: Math.min(retryAfter ?? limitedPause, maxLimitedPause),
        });
      const backoff = initialBackoff * 2 ** (attempt - 1) * (0.5 + this.#random());
      if (attempt === maxAttempts || (retryAfter ?? 0) > maxBackoff) {
        throw await this.#pauseAll({
          reason: "failing",
          left: Math.min(retryAfter ?? failingPause * (1 + this.#random()), maxFailingPause),
          cause,
        });
      }
      await sleep(Math.max(backoff, retryAfter ?? 0));
    }
  }

  /** Counts a call in the rate limit of all instances, or without the store in the narrower one of this instance. */
  async #reserve(): Promise<void> {
    const { store } = this.#deps;
    const id = randomUUID();
    // A refusal of one operation must not use up the call that an expired token needs.
    const reserved = this.#isReplacement ? 1 : 0;
    const shared = await store?.reserve(id, this.#rateLimit.recent(), maxCalls - reserved);
    if (shared === 0) {
      this.#rateLimit.record(id);
      return;
    }
    const max = store === undefined ? maxCalls - reserved : maxCallsWithoutStore;
    const wait = shared ?? this.#rateLimit.reserve(id, max);
    if (wait === undefined) return;
    this.#deps.log.warn({ wait_ms: Math.ceil(wait) }, "vendor_token_rate_limited");
    const pause: Pause = { reason: "limited", left: wait };
    throw this.#isReplacement ? problemFor(pause) : this.#pauseOwn(pause);
  }

  #pauseOwn({ reason, left }: Pause): ProblemError {
    // A pause that another version stored may be longer.
    this.#pause = { reason, until: this.#now() + Math.min(left, maxLimitedPause) };
    return problemFor({ reason, left });
  }

  /** Pauses all instances. Written before the lock is released: the next instance must find it. */
  async #pauseAll({ cause, ...pause }: Pause & { cause?: FailureCause | undefined }): Promise<ProblemError> {
    const { log, store } = this.#deps;
    log.warn({ reason: pause.reason, cause, pause_ms: Math.ceil(pause.left) }, "vendor_token_paused");
    await store?.pause(pause);
    return this.#pauseOwn(pause);
  }

  #adopt(shared: SharedToken): CachedToken {
    const now = this.#now();
    const { renewAfter, usableFor } = tokenLifetime(shared.lifetime);
    const issuedAt = now + shared.left - shared.lifetime * 1000;
    const token: CachedToken = {
      accessToken: shared.accessToken,
      providerSlug: shared.providerSlug,
      renewAt: issuedAt + renewAfter,
      usableUntil: issuedAt + usableFor,
      issuedAt,
      accepted: false,
    };
    this.#token = token;
    this.#pause = undefined;
    this.#slug = shared.providerSlug ?? this.#slug;
    // Jitter, so that not every instance asks for the lock at the same time.
    this.#schedule(token.renewAt - now + this.#random() * Math.min(2_000, usableFor - renewAfter));
    return token;
  }
}

/** Rejects when the renewal takes longer than `timeout` milliseconds. The renewal itself goes on. */
async function within(timeout: number, renewal: Promise<CachedToken>): Promise<CachedToken> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable(1)), timeout);
  });
  try {
    return await Promise.race([renewal, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

function problemFor({ reason, left }: Pause): ProblemError {
  return refusals.has(reason) ? new ProblemError("upstream_refused") : unavailable(left / 1000);
}

function unavailable(seconds: number): ProblemError {
  return new ProblemError("upstream_unavailable", { retryAfter: Math.max(1, Math.ceil(seconds)) });
}
