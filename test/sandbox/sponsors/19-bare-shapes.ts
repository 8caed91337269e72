import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualForm, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-bare-shapes",
  name: "Minimal Mutual",
  about:
    "Ids are numbers, the one form stands without its array, blocks are left out or null, keys come along unknown.",
  forms: [{ ...usualForm, form_id: "only" }],
  forms_shape: "fields",
  numeric_ids: true,
  people: [
    {
      match: { document_type: "CC", document_number: "101900001" },
      beneficiary: {
        beneficiary_id: 4471001,
        first_name: "NOEL",
        last_name: null,
        coverage: null,
        loyalty: { points: 12 },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved at once",
      search: { document_type: "CC", document_number: "101900001" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
