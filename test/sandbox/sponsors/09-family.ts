import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

const coverage = { plan_code: "FAM-4", active: true, effective_until: "2027-10-31" };

export default {
  ...usual,
  slug: "sponsor-family",
  name: "Family First",
  about: "A holder with dependents: for one they come with the answer, for another they are asked for.",
  people: [
    {
      match: { document_type: "CC", document_number: "100900001" },
      beneficiary: {
        beneficiary_id: "bnf_FAMILY0000000000000000001",
        first_name: "RAQUEL",
        last_name: "OSORIO",
        coverage,
        dependents: [
          {
            beneficiary_id: "bnf_FAMILY0000000000000000002",
            first_name: "MATEO",
            last_name: "OSORIO",
            relationship: "CHILD",
            coverage,
          },
          {
            beneficiary_id: "bnf_FAMILY0000000000000000003",
            first_name: "EMILIA",
            last_name: "OSORIO",
            relationship: "CHILD",
            coverage: { ...coverage, active: false },
          },
        ],
      },
    },
    {
      match: { document_type: "CC", document_number: "100900002" },
      beneficiary: {
        beneficiary_id: "bnf_FAMILY0000000000000000004",
        first_name: "BRUNO",
        last_name: "CABRERA",
        coverage,
      },
      dependents: [
        {
          beneficiary_id: "bnf_FAMILY0000000000000000005",
          first_name: "LAURA",
          last_name: "MEJIA",
          relationship: "SPOUSE",
          coverage,
        },
      ],
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "For a child that comes with the answer",
      search: { document_type: "CC", document_number: "100900001" },
      person: "MATEO OSORIO",
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "For a spouse that is asked for",
      search: { document_type: "CC", document_number: "100900002" },
      person: "LAURA MEJIA",
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "For the holder",
      search: { document_type: "CC", document_number: "100900001" },
      person: "RAQUEL OSORIO",
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
