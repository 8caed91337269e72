import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-biometric",
  name: "Fingerprint Fund",
  about: "Announces that it wants a biometric check.",
  configuration: { ...usualConfiguration, biometric_required: true },
  people: [
    {
      match: { document_type: "CC", document_number: "104000003" },
      beneficiary: {
        beneficiary_id: "bnf_BIOMETRIC00000000000000001",
        first_name: "ALBA",
        last_name: "MOLINA",
        coverage: { plan_code: "BIO-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved; the biometric check is the provider's own",
      search: { document_type: "CC", document_number: "104000003" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
