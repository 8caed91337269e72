import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { type Performers, part } from "./effect-handlers.ts";

/** The calls by which a person is found. */
export const personPerformers: Pick<Performers, "search" | "load_dependents"> = {
  search: ({ client, signal }, { sponsorSlug, input }) =>
    client.call<Beneficiary>("POST", `/v1/sponsors/${part(sponsorSlug)}/search`, { body: input, signal }),

  /** Nobody asked for these: where they cannot be had, there are none, and nobody hears of it. */
  load_dependents: ({ client, signal }, { sponsorSlug, beneficiaryId }) =>
    client
      .get<Dependent[]>(
        `/v1/sponsors/${part(sponsorSlug)}/beneficiaries/${part(beneficiaryId)}/dependents`,
        signal,
      )
      .catch(() => []),
};
