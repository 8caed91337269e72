import type { FaultAction, FaultRule } from "./fault.ts";

/** What is to go wrong with one call. `until`: when it goes on. */
export type FaultPlan = {
  latency: number;
  action: FaultAction | undefined;
  id: string;
  until?: Promise<void>;
};

type Entry = {
  rule: FaultRule & { id: string };
  matches: (operation: string, call: string) => boolean;
  random: () => number;
  seen: number;
  hits: number;
};

/** The faults that are switched on. */
export class FaultRules {
  #entries: Entry[] = [];
  #made = 0;
  readonly #held = new Map<string, { left: number; take(): Promise<void> }>();

  /** Switches on these faults and no others. */
  set(rules: FaultRule[]): void {
    this.#entries = [];
    for (const rule of rules) this.add(rule);
  }

  /** Switches on one more. Returns the way to switch it off. */
  add(rule: FaultRule): () => void {
    const id = rule.id ?? `${rule.do ?? "latency"}-${++this.#made}`;
    const entry: Entry = {
      rule: { ...rule, id },
      matches: makeMatcher(rule.on),
      random: seededRandom(rule.seed ?? 1),
      seen: 0,
      hits: 0,
    };
    this.#entries.push(entry);
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /**
   * Holds the next calls of an operation: `arrived` when they are here, until they are released. For tests in this
   * process.
   */
  hold(operation: string, count = 1): { arrived: Promise<void>; release(): void } {
    const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const hold = {
      left: count,
      take() {
        hold.left -= 1;
        if (hold.left === 0) arrived.resolve();
        return released.promise;
      },
    };
    this.#held.set(operation, hold);
    return { arrived: arrived.promise, release: released.resolve };
  }

  /** The rules, each with how many calls it saw and hit. */
  list(): (FaultRule & { id: string; seen: number; hits: number })[] {
    return this.#entries.map(({ rule, seen, hits }) => ({ ...rule, seen, hits }));
  }

  /** What is to go wrong with a call: the first action that hits it, and every delay up to there. */
  take(operation: string, method: string, path: string): FaultPlan | undefined {
    const hold = this.#held.get(operation);
    if (hold !== undefined) {
      const until = hold.take();
      if (hold.left === 0) this.#held.delete(operation);
      return { latency: 0, action: undefined, id: "hold", until };
    }
    let latency = 0;
    const ids: string[] = [];
    for (const entry of this.#entries) {
      if (!entry.matches(operation, `${method} ${path}`) || !this.#hits(entry)) continue;
      latency += entry.rule.latency ?? 0;
      ids.push(entry.rule.id);
      const action = readAction(entry.rule);
      if (action) return { latency, action, id: ids.join(" ") };
    }
    return ids.length > 0 ? { latency, action: undefined, id: ids.join(" ") } : undefined;
  }

  #hits(entry: Entry): boolean {
    const { times, after = 0, probability } = entry.rule;
    entry.seen += 1;
    if (entry.seen <= after || (times !== undefined && entry.hits >= times)) return false;
    if (probability !== undefined && entry.random() >= probability) return false;
    entry.hits += 1;
    return true;
  }
}

const readAction = (rule: FaultRule): FaultAction | undefined =>
  rule.do === undefined ? undefined : (rule as FaultAction);

function makeMatcher(on: string): Entry["matches"] {
  if (on === "*") return () => true;
  if (!on.includes(" ")) return (operation) => operation === on;
  const pattern = on
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const expression = new RegExp(`^${pattern}$`);
  return (_operation, call) => expression.test(call);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
