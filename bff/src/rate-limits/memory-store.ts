import type { LimitName, Policy } from "./policies.ts";
import { type Charge, type Price, pricesOf, refusal, standing, type Usage } from "./store.ts";

/** A store that answers at once, and in whose books one may look and write. Debts are in milliseconds. */
export type MemoryRateLimitStore = {
  take(charges: readonly Charge[]): Usage;
  refund(charges: readonly Charge[]): void;
  owed(by: Charge): number;
  owe(by: Charge, milliseconds: number): void;
  /** All who owe at least this share of the most that they may owe. */
  debtors(share: number): Iterable<Charge>;
};

/** Keys that are remembered for each limit; past it whoever is furthest from the limit is forgotten. */
const mostKeys = 50_000;

/** For each key the moment at which nothing is owed any more. */
type Book = Price & { clearAt: Map<string, number> };

/** A store in this process: one number for each key, and no timer. */
export function memoryRateLimits(
  policies: Readonly<Record<LimitName, Policy>>,
  now: () => number = Date.now,
): MemoryRateLimitStore {
  const books = Object.fromEntries(
    Object.entries(pricesOf(policies)).map(([name, price]) => [name, { ...price, clearAt: new Map() }]),
  ) as Record<LimitName, Book>;

  return {
    take(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const book = books[name];
        const debt = owed(book, key, at);
        if (debt + book.interval > book.window) return refusal(name, book, debt);
      }
      for (const { name, key } of charges) {
        const book = books[name];
        owe(book, key, at, owed(book, key, at) + book.interval);
      }
      const [first] = charges;
      return {
        standing: first ? standing(books[first.name], owed(books[first.name], first.key, at)) : nothing,
      };
    },
    refund(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const book = books[name];
        owe(book, key, at, owed(book, key, at) - book.interval);
      }
    },
    owed: ({ name, key }) => owed(books[name], key, now()),
    owe: ({ name, key }, milliseconds) => owe(books[name], key, now(), milliseconds),
    *debtors(share) {
      const at = now();
      for (const [name, { clearAt, window }] of Object.entries(books) as [LimitName, Book][]) {
        for (const [key, until] of clearAt) if (until - at >= window * share) yield { name, key };
      }
    },
  };
}

const nothing = { remaining: 0, resetSeconds: 0 };

/** Milliseconds until nothing is owed. */
function owed({ clearAt }: Book, key: string, at: number): number {
  return Math.max(0, (clearAt.get(key) ?? 0) - at);
}

function owe(book: Book, key: string, at: number, milliseconds: number): void {
  const { clearAt } = book;
  if (milliseconds <= 0) {
    clearAt.delete(key);
    return;
  }
  if (clearAt.size >= mostKeys && !clearAt.has(key)) forget(book, at);
  clearAt.set(key, at + milliseconds);
}

/** Forgets whoever owes nothing any more, and if that is not enough, the half that owes least. */
function forget({ clearAt, window }: Book, at: number): void {
  for (const [key, until] of clearAt) if (until <= at) clearAt.delete(key);
  for (let share = 1 / 16; clearAt.size > mostKeys / 2 && share <= 1; share *= 2) {
    for (const [key, until] of clearAt) if (until - at <= window * share) clearAt.delete(key);
  }
}
