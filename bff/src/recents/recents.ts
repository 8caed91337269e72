import type { CreateAuthorizationRequest, Recents } from "@osigu-preauth/shared";
import type { RecentsStore } from "./recents-store.ts";

/** What each user has asked for most and last: codes, quantities and posologies. */
export type RecentRequests = {
  /** Adds what was asked for. Never throws: the request itself must not fail for it. */
  record(owner: string, body: CreateAuthorizationRequest): Promise<void>;
  of(owner: string): Promise<Recents>;
};

/** Products, and diagnoses, that are kept for each user. */
const maxKept = 30;
/** Products, and diagnoses, that are returned. */
const maxReturned = 8;
/** Milliseconds in which the weight of a use halves, so that what is used daily stays before what was used once. */
const halfLife = 7 * 24 * 3_600_000;

type Used<Value> = { value: Value; weight: number; at: number };
type Kept = {
  products: Used<Recents["products"][number]>[];
  diagnoses: Used<Recents["diagnoses"][number]>[];
};

export function recentRequests(store: RecentsStore, now: () => number = Date.now): RecentRequests {
  async function read(owner: string): Promise<Kept> {
    const text = await store.get(owner);
    return text ? (JSON.parse(text) as Kept) : { products: [], diagnoses: [] };
  }
  return {
    async record(owner, body) {
      const kept = await read(owner);
      const coded = body.diagnoses ?? [{ coding_system: "ICD-10", code: body.diagnosis_code }];
      const products = use(kept.products, body.products, ({ product_code }) => product_code, now());
      const diagnoses = use(kept.diagnoses, coded, ({ code }) => code, now());
      await store.set(owner, JSON.stringify({ products, diagnoses } satisfies Kept));
    },
    async of(owner) {
      const { products, diagnoses } = await read(owner);
      return { products: best(products, now()), diagnoses: best(diagnoses, now()) };
    },
  };
}

/** No recents, where the operator has turned them off. */
export const noRecents: RecentRequests = {
  record: async () => {},
  of: async () => ({ products: [], diagnoses: [] }),
};

/** The uses with those of now. A product takes its last quantity and posology. */
function use<Value>(
  before: Used<Value>[],
  values: Value[],
  codeOf: (value: Value) => string,
  at: number,
): Used<Value>[] {
  const byCode = new Map(before.map((used) => [codeOf(used.value), used]));
  for (const value of values) {
    const known = byCode.get(codeOf(value));
    byCode.set(codeOf(value), { value, weight: 1 + (known ? weightAt(known, at) : 0), at });
  }
  return sorted([...byCode.values()], at).slice(0, maxKept);
}

function best<Value>(used: Used<Value>[], at: number): Value[] {
  return sorted(used, at)
    .slice(0, maxReturned)
    .map(({ value }) => value);
}

function sorted<Value>(used: Used<Value>[], at: number): Used<Value>[] {
  return used.toSorted((one, other) => weightAt(other, at) - weightAt(one, at) || other.at - one.at);
}

function weightAt({ weight, at: usedAt }: Used<unknown>, at: number): number {
  return weight * 0.5 ** ((at - usedAt) / halfLife);
}
