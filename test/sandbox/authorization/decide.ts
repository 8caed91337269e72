import type { DecisionRule, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Clock } from "../time/clock.ts";
import {
  type Authorization,
  type AuthorizationRequest,
  newSponsorId,
  type RequestedProduct,
  type RequestStore,
} from "./request-store.ts";

const dayMilliseconds = 86_400_000;

/** The groups of a request that are decided each for itself, not yet decided. */
export function pendingAuthorizations(request: AuthorizationRequest, sponsor: SponsorData): Authorization[] {
  return groupProducts(request.products, sponsor).map((products) => ({
    authorization_id: newSponsorId("auth", sponsor),
    authorization_code: undefined,
    product_type: products[0]?.product_type ?? "MEDICATION",
    status: "PENDING_SPONSOR",
    rejection_reason: undefined,
    expires_at: undefined,
    products: products.map(({ product_code, quantity }) => ({ product_code, quantity })),
  }));
}

/** Decides one group by the sponsor's rules, in place. */
export function decide(
  authorization: Authorization,
  sponsor: SponsorData,
  { store, clock }: { store: RequestStore; clock: Clock },
): void {
  const rule = sponsor.decision.rules.find((candidate) => fits(candidate, authorization));
  authorization.status = rule?.status ?? "APPROVED";
  authorization.rejection_reason = rule?.rejection_reason;
  if (authorization.status !== "APPROVED") return;
  authorization.authorization_code = store.nextCode();
  authorization.expires_at = validUntil(clock, rule?.valid_days ?? 30);
}

/** The midnight (UTC) so many days ahead, ISO 8601. */
export function validUntil(clock: Clock, days: number): string {
  const day = new Date(clock.now() + days * dayMilliseconds).toISOString().slice(0, 10);
  return `${day}T00:00:00Z`;
}

function fits(rule: DecisionRule, { product_type, products }: Authorization): boolean {
  if (rule.product_types && !rule.product_types.some((type) => type === product_type)) return false;
  const { product_codes } = rule;
  return !product_codes || products.some(({ product_code }) => product_codes.includes(product_code));
}

function groupProducts(products: RequestedProduct[], { decision }: SponsorData): RequestedProduct[][] {
  switch (decision.grouping) {
    case "request":
      return [products];
    case "product":
      return products.map((product) => [product]);
    default: {
      const types = new Set(products.map(({ product_type }) => product_type));
      return [...types].map((type) => products.filter(({ product_type }) => product_type === type));
    }
  }
}
