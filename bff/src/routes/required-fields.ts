import {
  type CreateAuthorizationRequest,
  knownCreateFields,
  type SponsorConfiguration,
} from "@osigu-preauth/shared";
import type { CachedRead } from "../cache/cached-reads.ts";
import type { CallContext } from "../osigu/arc-client.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { productTypeText } from "./schemas.ts";

/** Fields that a sponsor may require beyond the usual ones. */
const maxFields = 20;
/** Product types whose configuration is read for one create: there are four, and each may be a call to the vendor. */
const maxTypes = 8;

/**
 * Refuses a create with a field that is neither a usual one nor required by the sponsor's configuration.
 *
 * @throws ProblemError `validation_failed`. The field's name is not repeated: it is the client's own text.
 */
export async function checkFurtherFields(
  cached: CachedRead,
  body: CreateAuthorizationRequest,
  context: Pick<CallContext, "requestId" | "language">,
): Promise<void> {
  const further = Object.keys(body).filter((name) => !knownCreateFields.includes(name));
  if (further.length === 0) return;
  const refused = new ProblemError("validation_failed", {
    detail: "The request has a field that the sponsor does not require.",
  });
  const types = new Set(body.products.map((product) => product.product_type));
  if (further.length > maxFields || types.size > maxTypes) throw refused;
  // What cannot be the name of a type has no configuration.
  if (![...types].every((type) => productTypeText.safeParse(type).success)) throw refused;
  const params = { sponsor_slug: body.sponsor_slug };
  const replies = await Promise.all(
    [...types].map((product_type) =>
      cached("getConfiguration", { params, query: { product_type } }, context),
    ),
  );
  const required = new Set(replies.flatMap(({ value }) => (value as SponsorConfiguration).required_fields));
  if (!further.every((name) => required.has(name))) throw refused;
}
