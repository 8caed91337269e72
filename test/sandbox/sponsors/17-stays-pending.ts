import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-stays-pending",
  name: "Patient Protection",
  about: "Completing without the document is no error: the request stays PENDING_INDICATION.",
  missing_document: "stay-pending",
  people: [
    {
      match: { document_type: "CC", document_number: "103000003" },
      beneficiary: {
        beneficiary_id: "bnf_STAYSPENDING000000000000001",
        first_name: "IRENE",
        last_name: "CAMPOS",
        coverage: { plan_code: "WAIT-2", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved with the document",
      search: { document_type: "CC", document_number: "103000003" },
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "Stays where it was without it",
      search: { document_type: "CC", document_number: "103000003" },
      documents: [],
      expect: { at: "outcome", status: "PENDING_INDICATION", authorizations: [] },
    },
  ],
} satisfies SponsorData;
