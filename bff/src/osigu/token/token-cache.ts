import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../logging/logger.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import { ProblemError } from "../../problem/problem-error.ts";
import { lifeOf } from "./token-expiry.ts";
import { CallBudget, mostCalls } from "./token-rate-limit.ts";
import type { TokenOutcome } from "./token-request.ts";
import type { Pause, SharedToken, TokenSharing } from "./token-store.ts";

/** Refused tokens remembered. */
const mostRefused = 8;

/** A vendor token in use. Compared by identity: a token that was dropped is never current again. */
export type HeldToken = {
  readonly accessToken: string;
  readonly providerSlug: string | undefined;
  readonly renewAt: number;
  readonly handOutUntil: number;
  readonly gotAt: number;
  /** Whether the API has taken it at least once. */
  proven: boolean;
};

export type TokenState = "ok" | "none yet" | "refused" | "limited" | "unavailable";

type Deps = {
  request: () => Promise<TokenOutcome>;
  sharing?: TokenSharing | undefined;
  log: Logger;
  metrics: Metrics;
  now?: () => number;
  random?: () => number;
};

/** Tries of one flight. Vendor, "Errors": exponential back-off, at most 3. */
const mostTries = 3;
/** Milliseconds: the first step of the back-off, doubled each time. */
const backOff = 300;
/** Milliseconds between two looks at credentials that were refused. */
const refusedPause = 60_000;
/** Milliseconds of quiet after a flight whose tries all failed. */
const ailingPause = 2_000;
/** Milliseconds of quiet after a 429 that does not say how long. */
const limitedPause = 20_000;
/** Calls a minute of an instance that should share its budget and cannot: with six of them the fleet's holds. */
const mostCallsAlone = 1;
/** Milliseconds between two looks at what another instance is getting. */
const watchEvery = 60;
/** Milliseconds that a flight waits for another instance at the most. */
const longestWatch = 30_000;
/** Milliseconds within which a new token that the API refuses as well is not replaced again. */
const unprovenGrace = 60_000;

/** The vendor's token: got once for all who wait, renewed before anybody has to, shared with other instances. */
export class TokenSource {
  readonly #deps: Deps;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #budget: CallBudget;
  #token: HeldToken | undefined;
  #flight: Promise<HeldToken> | undefined;
  #pause: { reason: Pause["reason"]; until: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** The last tokens that the API refused: one may lie in the shared store a moment longer. */
  readonly #refused: string[] = [];
  #slug: string | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
    this.#random = deps.random ?? Math.random;
    this.#budget = new CallBudget(this.#now);
  }

  /** The token at once, when there is one with enough life left. */
  usable(): HeldToken | undefined {
    const token = this.#token;
    if (token === undefined) return undefined;
    const now = this.#now();
    if (now >= token.handOutUntil) return undefined;
    if (now >= token.renewAt) this.#renew();
    return token;
  }

  /** A token, waited for at most so many milliseconds. Throws `upstream_refused` or `upstream_unavailable`. */
  async obtain(patience: number): Promise<HeldToken> {
    const held = this.usable();
    if (held !== undefined) return held;
    const flight = this.#fly();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unavailable(1)), patience);
    });
    try {
      return await Promise.race([flight, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The API refused this token. It is dropped when it is still the current one; false when getting another would
   * not help, because the current one is new and no call has been taken with it yet.
   */
  drop(token: HeldToken): boolean {
    const current = this.#token;
    if (token !== current) return true;
    if (!token.proven && this.#now() - token.gotAt < unprovenGrace) return false;
    this.#token = undefined;
    this.#refused.push(token.accessToken);
    if (this.#refused.length > mostRefused) this.#refused.shift();
    void this.#deps.sharing?.remove(token.accessToken);
    this.#deps.log.warn("vendor_token_dropped");
    return true;
  }

  /** New credentials: what was refused may now be taken. The present token lives on until its renewal. */
  credentialsChanged(): void {
    if (this.#pause?.reason === "refused") this.#pause = undefined;
    this.#deps.log.info("vendor_credentials_changed");
    this.#renew();
  }

  get state(): TokenState {
    if (this.usable() !== undefined) return "ok";
    if (this.#pause === undefined) return this.#flight ? "none yet" : "unavailable";
    return this.#pause.reason === "ailing" ? "unavailable" : this.#pause.reason;
  }

  /** The last known name of the provider, for log lines. */
  get providerSlug(): string | undefined {
    return this.#slug;
  }

  /** Gets the first token, without anybody waiting. */
  start(): void {
    this.#renew();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #renew(): void {
    this.#fly().catch(() => this.#renewLater());
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

  /** One flight at a time; who comes meanwhile waits for the same. What fails is not kept. */
  #fly(): Promise<HeldToken> {
    const pause = this.#pauseLeft();
    if (pause !== undefined && this.#flight === undefined) return Promise.reject(problemOfPause(pause));
    this.#flight ??= this.#get().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  #pauseLeft(): Pause | undefined {
    if (this.#pause === undefined) return undefined;
    const left = this.#pause.until - this.#now();
    if (left > 0) return { reason: this.#pause.reason, left };
    if (this.#pause.reason !== "refused") this.#pause = undefined;
    return undefined;
  }

  async #get(): Promise<HeldToken> {
    const { sharing } = this.#deps;
    const until = this.#now() + longestWatch;
    while (sharing !== undefined && this.#now() < until) {
      const shared = await sharing.read();
      if (shared === undefined) break;
      if (shared !== "none" && "accessToken" in shared && this.#isNewer(shared)) return this.#adopt(shared);
      if (shared !== "none" && "reason" in shared) throw this.#paused(shared);
      const lock = await sharing.lock();
      if (lock === undefined) break;
      if (lock === "taken") {
        await sleep(watchEvery * (0.5 + this.#random()));
        continue;
      }
      try {
        // Between the look and the lock the winner may have finished.
        const again = await sharing.read();
        if (again !== undefined && again !== "none") {
          if ("reason" in again) throw this.#paused(again);
          if (this.#isNewer(again)) return this.#adopt(again);
        }
        return await this.#call();
      } finally {
        void lock.release();
      }
    }
    return this.#call();
  }

  /** Whether a shared token is worth taking: another than ours, and with a renewal still before it. */
  #isNewer(shared: SharedToken): boolean {
    const { renewAfter } = lifeOf(shared.life);
    const age = shared.life * 1000 - shared.left;
    if (this.#refused.includes(shared.accessToken)) return false;
    return shared.accessToken !== this.#token?.accessToken && age < renewAfter;
  }

  async #call(): Promise<HeldToken> {
    for (let tries = 1; ; tries += 1) {
      await this.#reserve();
      const outcome = await this.#deps.request();
      const isLimited = outcome.kind === "later" && outcome.limited;
      this.#deps.metrics.tokenCalls.inc({ outcome: isLimited ? "limited" : outcome.kind });
      if (outcome.kind === "token") {
        const { accessToken, providerSlug, expiresIn: life } = outcome;
        // Shared first: who waits for the lock must find it when the lock is gone.
        await this.#deps.sharing?.write({ accessToken, providerSlug, life });
        return this.#adopt({ accessToken, providerSlug, life, left: life * 1000 });
      }
      if (outcome.kind === "refused") {
        this.#deps.log.error({ status: outcome.status }, "vendor_credentials_refused");
        throw await this.#pausedForAll({ reason: "refused", left: refusedPause });
      }
      const asked = outcome.retryAfter === undefined ? undefined : outcome.retryAfter * 1000;
      if (outcome.limited) throw await this.#pausedForAll({ reason: "limited", left: asked ?? limitedPause });
      const step = backOff * 2 ** (tries - 1) * (0.5 + this.#random());
      if (tries === mostTries || (asked ?? 0) > 5_000) {
        throw await this.#pausedForAll({
          reason: "ailing",
          left: asked ?? ailingPause * (1 + this.#random()),
        });
      }
      await sleep(Math.max(step, asked ?? 0));
    }
  }

  /** Takes a call out of the budget: everybody's where it can be reached, our own narrow one otherwise. */
  async #reserve(): Promise<void> {
    const { sharing } = this.#deps;
    const id = randomUUID();
    const shared = await sharing?.reserve(id, this.#budget.recent());
    if (shared === 0) {
      this.#budget.note(id);
      return;
    }
    const most = sharing === undefined ? mostCalls : mostCallsAlone;
    const wait = shared ?? this.#budget.reserve(id, most);
    if (wait === undefined) return;
    this.#deps.log.warn({ wait_ms: Math.ceil(wait) }, "vendor_token_budget_spent");
    throw this.#paused({ reason: "limited", left: wait });
  }

  #paused({ reason, left }: Pause): ProblemError {
    this.#pause = { reason, until: this.#now() + left };
    return problemOfPause({ reason, left });
  }

  /** Told to the others before the lock is let go: the next must find it. */
  async #pausedForAll(pause: Pause): Promise<ProblemError> {
    const { log, sharing } = this.#deps;
    log.warn({ reason: pause.reason, pause_ms: Math.ceil(pause.left) }, "vendor_token_paused");
    await sharing?.pause(pause);
    return this.#paused(pause);
  }

  #adopt(shared: SharedToken): HeldToken {
    const now = this.#now();
    const life = lifeOf(shared.life);
    const bornAt = now + shared.left - shared.life * 1000;
    const token: HeldToken = {
      accessToken: shared.accessToken,
      providerSlug: shared.providerSlug,
      renewAt: bornAt + life.renewAfter,
      handOutUntil: bornAt + life.handOutFor,
      gotAt: now,
      proven: false,
    };
    this.#token = token;
    this.#pause = undefined;
    this.#slug = shared.providerSlug ?? this.#slug;
    // Spread, so that not every instance asks for the lock in the same instant.
    this.#schedule(token.renewAt - now + this.#random() * Math.min(2_000, life.handOutFor - life.renewAfter));
    return token;
  }
}

function problemOfPause({ reason, left }: Pause): ProblemError {
  return reason === "refused" ? new ProblemError("upstream_refused") : unavailable(left / 1000);
}

function unavailable(seconds: number): ProblemError {
  return new ProblemError("upstream_unavailable", { retryAfter: Math.max(1, Math.ceil(seconds)) });
}
