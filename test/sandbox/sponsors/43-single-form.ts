import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-single-form",
  name: "Solo Seguros",
  about: "Sends its one form as an object where an array is expected.",
  forms_shape: "single",
  people: [
    {
      match: { document_type: "CC", document_number: "106000004" },
      beneficiary: {
        beneficiary_id: "bnf_SINGLEFORM0000000000000001",
        first_name: "ABEL",
        last_name: "LUNA",
        coverage: { plan_code: "SOLO-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved at once",
      search: { document_type: "CC", document_number: "106000004" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
