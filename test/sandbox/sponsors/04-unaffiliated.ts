import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-unaffiliated",
  name: "Elsewhere Assurance",
  about: "The provider is not affiliated with it: search and create are answered with 403.",
  product_types: ["MEDICATION"],
  affiliated: false,
  forms: [
    {
      form_id: "by-document",
      label: "Identity document",
      fields: [{ key: "document_number", label: "Document number", type: "string", required: true }],
    },
  ],
  people: [],
  configuration: {
    required_fields: [],
    authorization_types: ["PRESCRIPTION"],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
  },
  documents: [],
  missing_document: "refuse",
  decision: { rules: [] },
  try: [
    {
      title: "Not affiliated",
      search: { document_number: "123456789" },
      product_type: "MEDICATION",
      expect: { at: "search", status: 403 },
    },
  ],
} satisfies SponsorData;
