import type { Audit } from "../audit/audit.ts";
import type { Call } from "../http/call.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { AtOnceName, LimitName, LimitSettings } from "./policies.ts";
import type { Charge, Meter, Metered } from "./store.ts";

/** What is limited by how many are open at once. */
export type Openable = "uploads" | "json_uploads" | "streams";

/** What holds back whoever asks too much. Everything that it throws is `rate_limited`. */
export type Limits = {
  /** Counts one against each limit, or against none and throws. The first is shown to the caller in `RateLimit`. */
  take(call: Call, charges: readonly Charge[]): void | Promise<void>;
  /** Takes back charges that turned out not to be due. */
  giveBack(charges: readonly Charge[]): void | Promise<void>;
  /** Opens one of what may be open so often at once by one key; gives what closes it again, once. */
  enter(call: Call, name: Openable, key: string): () => void;
};

type Deps = { metrics: Metrics; audit: Audit; settings: LimitSettings; meter: Meter };

/** Limits, counted by a meter. What is open at once is always counted in this process: so is what it costs. */
export function limitsOf({ metrics, audit, settings, meter }: Deps): Limits {
  const shown = Object.fromEntries(
    Object.entries(settings.policies).map(([name, { quota, seconds }]) => [
      name,
      `"${name}";q=${quota};w=${seconds}`,
    ]),
  ) as Record<LimitName, string>;
  const open = new Map<string, number>();

  function refuse(call: Call, name: LimitName | AtOnceName, retryAfter: number): never {
    metrics.events.inc({ name: `limit_${name}` });
    audit.tell("limit_met", call, { reason: name });
    throw new ProblemError("rate_limited", { retryAfter });
  }

  function settle(call: Call, metered: Metered, first: LimitName): void {
    const { refused, standing } = metered;
    const name = refused ?? first;
    call.limit = {
      policy: shown[name],
      state: `"${name}";r=${standing.remaining};t=${standing.resetSeconds}`,
    };
    if (metered.refused !== undefined) refuse(call, metered.refused, metered.retryAfter);
  }

  function openMore(call: Call, name: AtOnceName, key: string): void {
    const count = open.get(key) ?? 0;
    if (count >= settings.atOnce[name]) refuse(call, name, 1);
    open.set(key, count + 1);
  }

  function close(key: string): void {
    const count = (open.get(key) ?? 1) - 1;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  }

  return {
    take(call, charges) {
      const metered = meter.take(charges);
      const first = (charges[0] as Charge).name;
      if (metered instanceof Promise) return metered.then((result) => settle(call, result, first));
      return settle(call, metered, first);
    },
    giveBack: (charges) => meter.giveBack(charges),
    enter(call, name, key) {
      const own = `${name}\n${key}`;
      openMore(call, name, own);
      try {
        openMore(call, `${name}_in_all`, name);
      } catch (thrown) {
        close(own);
        throw thrown;
      }
      let entered = true;
      return () => {
        if (!entered) return;
        entered = false;
        close(own);
        close(name);
      };
    },
  };
}

/** No limits. */
export const unlimited: Limits = { take: () => {}, giveBack: () => {}, enter: () => () => {} };
