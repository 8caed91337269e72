import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { medicalIndication, usual, usualRequest } from "../sponsor/usual.ts";

const coverage = { plan_code: "DOC-1", active: true, effective_until: "2027-12-31" };

export default {
  ...usual,
  slug: "sponsor-documented-shapes",
  name: "Letter of the Law Seguros",
  about:
    "Answers as the vendor's schema pages say where the guide differs: int64 ids, requests without a status, comma-separated media types, dependants in the search, a form for reimbursements.",
  forms: [
    {
      form_slug: "reimbursement",
      fallback_name: "Reimbursement",
      reimbursement: true,
      fields: [{ id: 1, slug: "invoice_number", type: "TEXT", label: "Invoice number", required: true }],
    },
    {
      form_slug: "by-member",
      fallback_name: "Member",
      reimbursement: false,
      fields: [
        { id: 2, slug: "member_number", type: "TEXT", label: "Member number", show_order: 1, required: true },
        {
          id: 3,
          slug: "card_photo",
          type: "FILE_UPLOAD",
          label: "Photo of the card",
          show_order: 2,
          required: false,
          mime_types: "image/jpeg, image/png",
          file_limit: 1,
        },
      ],
    },
  ],
  people: [
    {
      match: { member_number: "440001" },
      beneficiary: {
        beneficiary_id: "9007199254740993",
        first_name: "IRENE",
        last_name: "QUINTERO",
        coverage,
        dependants: [
          {
            beneficiary_id: "9007199254740995",
            first_name: "TOMAS",
            last_name: "QUINTERO",
            relationship: "CHILD",
            coverage,
          },
        ],
      },
    },
  ],
  numeric_ids: "int64",
  outcome_shape: "schema-without-status",
  dependents_operation: false,
  documents: [{ ...medicalIndication, mime_types: "application/pdf,image/jpeg" }],
  try: [
    {
      ...usualRequest,
      title: "Approved for a dependant, though no status is sent",
      search: { member_number: "440001" },
      person: "TOMAS QUINTERO",
      expect: { at: "outcome", authorizations: [{ product_type: "MEDICATION", status: "APPROVED" }] },
    },
  ],
} satisfies SponsorData;
