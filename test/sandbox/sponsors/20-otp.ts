import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-otp",
  name: "Second Factor Health",
  about:
    "Asks for a one-time code by SMS or e-mail before it decides. 123456 is right, 999999 has expired, any other is wrong.",
  configuration: { ...usualConfiguration, otp_required: true },
  otp: {
    channels: ["SMS", "EMAIL"],
    expires_in: 300,
    attempts: 3,
    sends: 5,
    masked: { SMS: "+57 300 *** ** 42", EMAIL: "d****l@m***.example" },
  },
  people: [
    {
      match: { document_type: "CC", document_number: "104000001" },
      beneficiary: {
        beneficiary_id: "bnf_OTP000000000000000000000001",
        first_name: "DANIEL",
        last_name: "IBARRA",
        coverage: { plan_code: "OTP-5", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved after the right code",
      search: { document_type: "CC", document_number: "104000001" },
      otp_code: "123456",
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "A wrong code",
      search: { document_type: "CC", document_number: "104000001" },
      otp_code: "000000",
      expect: { at: "otp", code: "OTP_INVALID" },
    },
    {
      ...usualRequest,
      title: "A code that has expired",
      search: { document_type: "CC", document_number: "104000001" },
      otp_code: "999999",
      expect: { at: "otp", code: "OTP_EXPIRED" },
    },
  ],
} satisfies SponsorData;
