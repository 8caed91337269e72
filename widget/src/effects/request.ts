import type {
  CreateAuthorizationRequest,
  CreatedAuthorizationRequest,
  DocumentPolicy,
  SponsorConfiguration,
} from "@osigu-preauth/shared";
import { findDiagnosis, findProduct } from "../api/catalog.ts";
import { encodeJson } from "../format/json.ts";
import { ProblemError } from "../problem/problem.ts";
import { type EffectHandlers, pathSegment } from "./effect-handlers.ts";

/** The case number in UTF-8, each byte as one character: `fetch` takes nothing else in a header. */
function referenceHeader(reference: string | undefined): Record<string, string> {
  const bytes = new TextEncoder().encode(reference);
  return reference ? { "preauth-reference": String.fromCharCode(...bytes) } : {};
}

const requests = "/arc/v1/authorization-requests";

type RequestEffects = "load_configuration" | "load_product" | "load_diagnosis" | "create" | "load_policy";

/** The effects that create an authorization request. */
export const requestHandlers: Pick<EffectHandlers, RequestEffects> = {
  load_configuration: ({ client, signal }, { sponsorSlug, productType }) =>
    client.get<SponsorConfiguration>(
      `/arc/v1/sponsors/${pathSegment(sponsorSlug)}/configuration?product_type=${pathSegment(productType)}`,
      signal,
    ),

  load_product: ({ client, signal }, { productCode }) => findProduct(client, productCode, signal),

  load_diagnosis: ({ client, signal }, { code }) => findDiagnosis(client, code, signal),

  create: async ({ client, hooks, reference, signal }, { payload, key }) => {
    // The hook may return any payload: the server validates it.
    const replacement = await hooks()?.beforeSubmit?.(payload);
    const final = (replacement ?? payload) as CreateAuthorizationRequest | false;
    if (!final) throw new ProblemError({ code: "cancelled", retryable: true });
    const created = await client.call<CreatedAuthorizationRequest>("POST", requests, {
      body: encodeJson(final),
      key,
      status: 202,
      headers: referenceHeader(reference()),
      signal,
    });
    return { created, payload: final };
  },

  load_policy: ({ client, signal }, { requestId }) =>
    client.get<DocumentPolicy>(`${requests}/${pathSegment(requestId)}/document-policy`, signal),
};
