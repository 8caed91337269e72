import type { Authorization, AuthorizationOutcome } from "@osigu-preauth/shared";
import type { FlowState, ProductLine } from "../state.ts";

/** Selectors of the sponsor's decision. */

/** Whether the sponsor has decided the whole request. */
export function isDecided({ status }: AuthorizationOutcome): boolean {
  return status === "COMPLETED";
}

/** The authorization of a product: the one that names it, else one for its product type that names none. */
export function authorizationOf({ outcome }: FlowState, { product }: ProductLine): Authorization | undefined {
  const all = outcome?.authorizations ?? [];
  return (
    all.find(({ products }) => products.some((each) => each.product_code === product.product_code)) ??
    all.find(({ products, product_type }) => !products.length && product_type === product.product_type)
  );
}

/** The products that were not approved, of a request with a rejection. The user can ask for these again. */
export function rejectedLines(flow: FlowState): ProductLine[] {
  if (!flow.outcome?.authorizations.some(({ status }) => status === "REJECTED")) return [];
  return flow.products.filter((line) => {
    const { status = "REJECTED" } = authorizationOf(flow, line) ?? {};
    return status === "REJECTED";
  });
}
