import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-no-document",
  name: "Trusting Trust",
  about: "Asks for no document at all.",
  documents: [],
  people: [
    {
      match: { document_type: "CC", document_number: "103000002" },
      beneficiary: {
        beneficiary_id: "bnf_NODOCUMENT00000000000000001",
        first_name: "HUGO",
        last_name: "PAREDES",
        coverage: { plan_code: "TRUST-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved without a document",
      search: { document_type: "CC", document_number: "103000002" },
      documents: [],
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
