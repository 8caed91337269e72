import { ProblemError } from "../problem/problem-error.ts";
import {
  type Begun,
  type Claim,
  type Fate,
  fateLife,
  type IdempotencyStore,
  longestWait,
} from "./idempotency.ts";

/** Keys kept at the most; past it the oldest settled ones go. */
const mostKeys = 20_000;

type Entry = {
  fingerprint: string;
  fate: Fate | undefined;
  until: number;
  /** Those who wait for the first call. */
  waiting: ((ending: Fate | ProblemError) => void)[];
};

/** Fates in this process: lost with it, and unknown to other instances. */
export function memoryIdempotency(now: () => number = Date.now): IdempotencyStore {
  const entries = new Map<string, Entry>();

  const claimOf = (key: string, entry: Entry): Claim => {
    const tell = (ending: Fate | ProblemError) => {
      for (const listener of entry.waiting.splice(0)) listener(ending);
    };
    return {
      settle(fate) {
        entry.fate = fate;
        entry.until = now() + fateLife;
        tell(fate);
      },
      release(ending) {
        entries.delete(key);
        tell(ending);
      },
    };
  };

  return {
    begin(key, fingerprint): Begun | Promise<Begun> {
      const entry = entries.get(key);
      if (entry === undefined || entry.until < now()) {
        const fresh: Entry = { fingerprint, fate: undefined, until: Number.POSITIVE_INFINITY, waiting: [] };
        entries.delete(key);
        entries.set(key, fresh);
        if (entries.size > mostKeys) forgetOldest(entries);
        return { claim: claimOf(key, fresh) };
      }
      if (entry.fate !== undefined) return { fate: entry.fate };
      // Another body is refused at once: what became of the first call does not matter to it.
      if (entry.fingerprint !== "" && fingerprint !== "" && entry.fingerprint !== fingerprint) {
        return { fate: { fingerprint: entry.fingerprint } };
      }
      return waitFor(entry);
    },
  };
}

function waitFor(entry: Entry): Promise<Begun> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ProblemError("overloaded", { retryAfter: 1 })), longestWait);
    entry.waiting.push((ending) => {
      clearTimeout(timer);
      if (ending instanceof ProblemError) reject(ending);
      else resolve({ fate: ending });
    });
  });
}

function forgetOldest(entries: Map<string, Entry>): void {
  for (const [key, entry] of entries) {
    if (entry.fate === undefined) continue;
    entries.delete(key);
    return;
  }
}
