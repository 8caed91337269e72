import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { encodeJson } from "../format/json.ts";
import { type EffectHandlers, pathSegment } from "./effect-handlers.ts";

/** The effects that look up a beneficiary. */
export const beneficiaryHandlers: Pick<EffectHandlers, "search" | "load_dependents"> = {
  search: ({ client, signal }, { sponsorSlug, input }) =>
    client.call<Beneficiary>("POST", `/v1/sponsors/${pathSegment(sponsorSlug)}/search`, {
      body: encodeJson(input),
      signal,
    }),

  /** Optional information: after a failure it is unknown whether there are dependents. */
  load_dependents: ({ client, signal }, { sponsorSlug, beneficiaryId }) =>
    client
      .get<Dependent[]>(
        `/v1/sponsors/${pathSegment(sponsorSlug)}/beneficiaries/${pathSegment(beneficiaryId)}/dependents`,
        signal,
      )
      .catch(() => undefined),
};
