import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-otp-at-completion",
  name: "Afterthought Assurance",
  about: "Announces no one-time code and asks for one at completion, by e-mail alone, for twenty seconds.",
  otp: {
    channels: ["EMAIL"],
    expires_in: 20,
    attempts: 2,
    sends: 3,
    masked: { EMAIL: "g****a@m***.example" },
    demanded_at_completion: true,
  },
  people: [
    {
      match: { document_type: "CC", document_number: "104000002" },
      beneficiary: {
        beneficiary_id: "bnf_OTPLATE0000000000000000001",
        first_name: "GLORIA",
        last_name: "NAVAS",
        coverage: { plan_code: "OTP-6", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved after a code nobody announced",
      search: { document_type: "CC", document_number: "104000002" },
      otp_code: "123456",
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
