import {
  type CreateAuthorizationRequest,
  knownCreateFields,
  type SponsorConfiguration,
} from "@osigu-preauth/shared";
import type { Call } from "../http/call.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Services } from "./dependencies.ts";
import { productTypeText } from "./query-schemas.ts";

/** Most fields that a sponsor may ask for beyond the usual ones. */
const mostFields = 20;
/** Most product types whose rules are read for one create: there are four, and each may be a call to the vendor. */
const mostTypes = 8;

/**
 * Lets a create say what the sponsor asks for beyond the usual fields, and nothing else: a field that no
 * configuration of this sponsor demands goes no further.
 *
 * @throws ProblemError `validation_failed`. The field's name is not repeated: it is the sender's own text.
 */
export async function allowDemandedFields(
  { cached }: Pick<Services, "cached">,
  body: CreateAuthorizationRequest,
  call: Call,
): Promise<void> {
  const further = Object.keys(body).filter((name) => !knownCreateFields.includes(name));
  if (further.length === 0) return;
  const refused = new ProblemError("validation_failed", {
    detail: "The request has a field that is not asked for.",
  });
  if (further.length > mostFields) throw refused;
  const parts = { sponsor_slug: body.sponsor_slug };
  const types = new Set(body.products.map((product) => product.product_type));
  if (types.size > mostTypes) throw refused;
  // What is no name of a type has no rules that could be asked for.
  if (![...types].every((type) => productTypeText.safeParse(type).success)) throw refused;
  const rules = await Promise.all(
    [...types].map((product_type) => cached("getConfiguration", { parts, query: { product_type } }, call)),
  );
  const demanded = new Set(rules.flatMap(({ value }) => (value as SponsorConfiguration).required_fields));
  if (!further.every((name) => demanded.has(name))) throw refused;
}
