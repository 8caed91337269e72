import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-otp-operations",
  name: "Listed Operations Health",
  about:
    "Lists the operations that require a one-time code, and refuses a wrong code with 401 and errors per field.",
  configuration: {
    ...usualConfiguration,
    otp_required: ["completeAuthorizationRequest", "startDispensation"],
  },
  otp: {
    channels: ["SMS"],
    expires_in: 300,
    attempts: 3,
    sends: 5,
    masked: { SMS: "+57 301 *** ** 45" },
    refusal: "fields",
  },
  people: [
    {
      match: { document_type: "CC", document_number: "104500001" },
      beneficiary: {
        beneficiary_id: "bnf_OTPLIST0000000000000000001",
        first_name: "SARA",
        last_name: "CONTRERAS",
        coverage: { plan_code: "OTP-7", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved after the right code",
      search: { document_type: "CC", document_number: "104500001" },
      otp_code: "123456",
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "A wrong code, refused with 401",
      search: { document_type: "CC", document_number: "104500001" },
      otp_code: "000000",
      expect: { at: "otp", code: "OTP_INVALID" },
    },
  ],
} satisfies SponsorData;
