import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-refuses-create",
  name: "Not Today Insurance",
  about: "Refuses every request with an error of its own shape.",
  refuse_create: {
    status: 422,
    body: {
      code: "PLAN_LIMIT_REACHED",
      message: "The plan's yearly limit is reached.",
      errors: [{ path: "/products/0/quantity", message: "No more than 0 are left this year" }],
    },
  },
  people: [
    {
      match: { document_type: "CC", document_number: "106000003" },
      beneficiary: {
        beneficiary_id: "bnf_REFUSES0000000000000000001",
        first_name: "MILO",
        last_name: "ACOSTA",
        coverage: { plan_code: "NO-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Refused as it is sent",
      search: { document_type: "CC", document_number: "106000003" },
      expect: { at: "create", status: 422, code: "PLAN_LIMIT_REACHED" },
    },
  ],
} satisfies SponsorData;
