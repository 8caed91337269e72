import type { CreateAuthorizationRequest, LastChoice, Recents, SearchInput } from "@osigu-preauth/shared";
import { type PersonFreeSearch, personFreeSearch } from "./person-free-search.ts";
import type { RecentsStore } from "./recents-store.ts";

/** What each user has asked for most and last: codes, quantities and posologies, and how they made the last request. */
export type RecentRequests = {
  /** Adds what was asked for. Never throws: the request itself must not fail for it. */
  record(owner: string, body: CreateAuthorizationRequest): Promise<void>;
  /** Notes how a person was found, for the request that may follow. Never throws. */
  recordSearch(owner: string, sponsorSlug: string, input: SearchInput): Promise<void>;
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
  last?: LastChoice | undefined;
  /** The last search that found a person. */
  searched?: PersonFreeSearch | undefined;
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
      const last = lastChoiceOf(body, kept);
      await store.set(owner, JSON.stringify({ ...kept, products, diagnoses, last } satisfies Kept));
    },
    async recordSearch(owner, sponsorSlug, input) {
      const kept = await read(owner);
      const searched = personFreeSearch(sponsorSlug, input);
      if (JSON.stringify(searched) === JSON.stringify(kept.searched)) return;
      await store.set(owner, JSON.stringify({ ...kept, searched } satisfies Kept));
    },
    async of(owner) {
      const { products, diagnoses, last } = await read(owner);
      return {
        products: best(products, now()),
        diagnoses: best(diagnoses, now()),
        ...(last && { last }),
      };
    },
  };
}

/** No recents, where the operator has turned them off. */
export const noRecents: RecentRequests = {
  record: async () => {},
  recordSearch: async () => {},
  of: async () => ({ products: [], diagnoses: [] }),
};

/** A request for a person whom nobody searched for, because the page names them, keeps what was known of its sponsor. */
function lastChoiceOf({ sponsor_slug, products }: CreateAuthorizationRequest, kept: Kept): LastChoice {
  const search = [kept.searched, kept.last].find((one) => one?.sponsor_slug === sponsor_slug);
  return {
    sponsor_slug,
    product_type: products.at(-1)?.product_type,
    document_types: search?.document_types ?? {},
    search_fields: search?.search_fields ?? [],
  };
}

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
