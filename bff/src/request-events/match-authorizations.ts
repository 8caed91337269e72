import type { Authorization } from "@osigu-preauth/shared";
import type { WebhookAuthorization } from "./webhook-authorizations.ts";

export type MatchedAuthorizations = {
  /** Every polled authorization, with the one that webhooks reported for it. */
  pairs: [polled: Authorization, reported: WebhookAuthorization | undefined][];
  /** Reported by webhooks, and not recognized among the polled ones. */
  unmatched: WebhookAuthorization[];
};

type Pair = MatchedAuthorizations["pairs"][number];
type Criterion = (polled: Authorization, reported: WebhookAuthorization["authorization"]) => boolean;

const productCodes = ({ products }: Pick<Authorization, "products">) =>
  products
    .map(({ product_code }) => product_code)
    .sort()
    .join("\n");

const equal = (one: string | undefined, other: string | undefined) => one !== undefined && one === other;

/** Criteria for two being the same authorization, the most reliable first. */
const criteria: readonly Criterion[] = [
  (polled, reported) => equal(polled.authorization_id, reported.authorization_id),
  (polled, reported) => equal(polled.authorization_code, reported.authorization_code),
  (polled, reported) => reported.products.length > 0 && productCodes(polled) === productCodes(reported),
];

/**
 * Matches the authorizations that webhooks reported with the polled ones. The vendor's replies carry no ids of its
 * webhooks (assumed: they may), and a rejection names no products. Where only the product type is left, it decides
 * when it leaves no choice.
 */
export function matchAuthorizations(
  polled: readonly Authorization[],
  reported: readonly WebhookAuthorization[],
): MatchedAuthorizations {
  const pairs = polled.map((authorization): Pair => [authorization, undefined]);
  let unmatched = [...reported];
  const match = (one: WebhookAuthorization, pair: Pair) => {
    pair[1] = one;
    unmatched = unmatched.filter((other) => other !== one);
  };
  for (const isSame of criteria) {
    for (const one of unmatched) {
      const pair = pairs.find(([mine, taken]) => taken === undefined && isSame(mine, one.authorization));
      if (pair !== undefined) match(one, pair);
    }
  }
  for (const one of unmatched) {
    const isSameType = (type: string | undefined) =>
      type === undefined ||
      one.authorization.product_type === undefined ||
      type === one.authorization.product_type;
    const free = pairs.filter(([mine, taken]) => taken === undefined && isSameType(mine.product_type));
    const [pair] = free;
    if (pair === undefined || free.length > 1) continue;
    const rivals = unmatched.filter((other) => other === one || isSameType(other.authorization.product_type));
    if (rivals.length === 1) match(one, pair);
  }
  return { pairs, unmatched };
}
