import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-several-documents",
  name: "Dossier Mutual",
  about: "Asks for several documents, required and optional, each with types, sizes and counts of its own.",
  documents: [
    { file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true, max_files: 3 },
    {
      file_type: "LAB_RESULT",
      label: "Laboratory result, PDF only",
      required: true,
      mime_types: ["application/pdf"],
      max_files: 5,
      named_as_slug: true,
    },
    {
      file_type: "ID_CARD",
      label: "Photo of the identity card",
      required: true,
      mime_types: ["image/jpeg", "image/png"],
      max_size_bytes: 2_000_000,
      max_files: 2,
    },
    { file_type: "REFERRAL", label: "Referral", required: false, max_size_bytes: 200_000, max_files: 1 },
    { file_type: "IMAGE_REPORT", label: "Imaging report", required: true, product_types: ["IMAGING"] },
  ],
  people: [
    {
      match: { document_type: "CC", document_number: "103000001" },
      beneficiary: {
        beneficiary_id: "bnf_DOCUMENTS00000000000000001",
        first_name: "MARTA",
        last_name: "QUINTERO",
        coverage: { plan_code: "DOSS-3", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved with three documents",
      search: { document_type: "CC", document_number: "103000001" },
      documents: ["MEDICAL_INDICATION", "LAB_RESULT", "ID_CARD"],
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
