import type { Authorization } from "@osigu-preauth/shared";
import type { ToldAuthorization } from "./webhook-authorizations.ts";

export type Matched = {
  /** Every authorization that was read, with what was told of it. */
  pairs: [read: Authorization, told: ToldAuthorization | undefined][];
  /** Told of, and it cannot be said which of those read they are. */
  strangers: ToldAuthorization[];
};

type Pair = Matched["pairs"][number];
type Test = (read: Authorization, told: ToldAuthorization["authorization"]) => boolean;

const codesOf = ({ products }: Pick<Authorization, "products">) =>
  products
    .map(({ product_code }) => product_code)
    .sort()
    .join("\n");

const same = (one: string | undefined, other: string | undefined) => one !== undefined && one === other;

/** Signs that two are the same, the surest first. */
const signs: readonly Test[] = [
  (read, told) => same(read.authorization_id, told.authorization_id),
  (read, told) => same(read.authorization_code, told.authorization_code),
  (read, told) => told.products.length > 0 && codesOf(read) === codesOf(told),
];

/**
 * Finds out which of a request's authorizations each webhook told of. The vendor's answers carry no ids that its
 * webhooks could be held against (assumed: they may), and a rejection names no products; where nothing but the kind
 * of product is left to go by, it decides only when that leaves no choice.
 */
export function matched(read: readonly Authorization[], told: readonly ToldAuthorization[]): Matched {
  const pairs = read.map((authorization): Pair => [authorization, undefined]);
  let left = [...told];
  const take = (one: ToldAuthorization, pair: Pair) => {
    pair[1] = one;
    left = left.filter((other) => other !== one);
  };
  for (const sign of signs) {
    for (const one of left) {
      const pair = pairs.find(([mine, taken]) => taken === undefined && sign(mine, one.authorization));
      if (pair !== undefined) take(one, pair);
    }
  }
  for (const one of left) {
    const isLike = (type: string | undefined) =>
      type === undefined ||
      one.authorization.product_type === undefined ||
      type === one.authorization.product_type;
    const free = pairs.filter(([mine, taken]) => taken === undefined && isLike(mine.product_type));
    const rivals = left.filter((other) => other === one || isLike(other.authorization.product_type));
    const [pair] = free;
    if (pair !== undefined && free.length === 1 && rivals.length === 1) take(one, pair);
  }
  return { pairs, strangers: left };
}
