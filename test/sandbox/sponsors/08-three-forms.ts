import type { Person, SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualForm, usualRequest } from "../sponsor/usual.ts";

const teresa: Person["beneficiary"] = {
  beneficiary_id: "bnf_THREEFORMS0000000000000001",
  first_name: "TERESA",
  last_name: "CARRASCO",
  coverage: { plan_code: "DOOR-3", active: true, effective_until: "2027-03-03" },
};

export default {
  ...usual,
  slug: "sponsor-three-forms",
  name: "Three Doors Health",
  about: "Three search forms to choose from, of both models, all leading to the same person.",
  path_style: "pointer",
  forms: [
    usualForm,
    {
      form_id: "by-member",
      label: "Member number",
      fields: [
        { key: "member_id", label: "Member number", type: "string", required: true },
        { key: "birthdate", label: "Date of birth", type: "date", required: true },
      ],
    },
    {
      form_slug: "by-name",
      fallback_name: "Name and telephone",
      fields: [
        { id: 1, slug: "last_name", type: "TEXT", label: "Last name", show_order: 1, required: true },
        { id: 2, slug: "telephone", type: "PHONE", label: "Telephone", show_order: 2, required: true },
      ],
    },
  ],
  people: [
    { match: { document_type: "CC", document_number: "100800001" }, beneficiary: teresa },
    { match: { member_id: "TD-3003", birthdate: "1993-03-03" }, beneficiary: teresa },
    { match: { last_name: "CARRASCO", telephone: "+57 300 000 0003" }, beneficiary: teresa },
  ],
  try: [
    {
      ...usualRequest,
      title: "Found by document",
      form: "by-document",
      search: { document_type: "CC", document_number: "100800001" },
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "Found by member number",
      form: "by-member",
      search: { member_id: "TD-3003", birthdate: "1993-03-03" },
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "Found by name",
      form: "by-name",
      search: { last_name: "Carrasco", telephone: "+57 300 000 0003" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
