import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-unknown-field",
  name: "Narrative Care",
  about: "Requires fields beyond the usual ones: a clinical summary, and the provider's branch.",
  configuration: { ...usualConfiguration, required_fields: ["clinical_summary", "provider_branch_id"] },
  path_style: "camel",
  people: [
    {
      match: { document_type: "CC", document_number: "101000001" },
      beneficiary: {
        beneficiary_id: "bnf_UNKNOWNFIELD00000000000001",
        first_name: "ELENA",
        last_name: "VARGAS",
        coverage: { plan_code: "CARE-7", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved, once the summary is written",
      search: { document_type: "CC", document_number: "101000001" },
      fields: { clinical_summary: "Headache for three weeks, no red flags.", provider_branch_id: "BR-01" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
