import type {
  CreateAuthorizationRequest,
  CreatedAuthorizationRequest,
  DocumentPolicy,
  SponsorConfiguration,
} from "@osigu-preauth/shared";
import { findDiagnoses, findProducts } from "../api/catalog.ts";
import { ProblemError } from "../api/problem.ts";
import { personPerformers } from "./beneficiary.ts";
import { decisionPerformers } from "./decision.ts";
import { type Performers, part } from "./effect-handlers.ts";
import { filePerformers } from "./files.ts";

const requests = "/arc/v1/authorization-requests";

/** Calls that have a file of their own, or come with the first screen. */
type Elsewhere = "load_sponsors" | "load_forms" | "await_later" | "send_code" | "validate_code";

/** The calls of all that comes after the first screen. */
export const requestPerformers = (): Omit<Performers, Elsewhere> => ({
  ...personPerformers,

  load_configuration: ({ client, signal }, { sponsorSlug, productType }) =>
    client.get<SponsorConfiguration>(
      `/arc/v1/sponsors/${part(sponsorSlug)}/configuration?product_type=${part(productType)}`,
      signal,
    ),

  load_product: async ({ client, signal }, { productCode }) => {
    const { items } = await findProducts(client, { query: productCode }, signal);
    return items.find(({ product_code }) => product_code === productCode);
  },

  load_diagnosis: async ({ client, signal }, { code }) => {
    const { items } = await findDiagnoses(client, { query: code }, signal);
    return items.find((diagnosis) => diagnosis.code === code);
  },

  create: async ({ client, hooks, signal }, { payload, key }) => {
    // What a host makes of the payload is its own; the server reads it through its schema.
    const wish = await hooks()?.beforeSubmit?.(payload);
    const final = (wish ?? payload) as CreateAuthorizationRequest | false;
    if (!final) throw new ProblemError({ code: "cancelled", retryable: true });
    const created = await client.call<CreatedAuthorizationRequest>("POST", requests, {
      body: final,
      key,
      signal,
    });
    return { created, payload: final };
  },

  load_policy: ({ client, signal }, { requestId }) =>
    client.get<DocumentPolicy>(`${requests}/${part(requestId)}/document-policy`, signal),

  ...filePerformers(),

  ...decisionPerformers,
});
