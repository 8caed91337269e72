import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, usual, usualRequest } from "../sponsor/usual.ts";

/** 300 made-up municipalities, named so that words begin alike. */
const municipalities = Array.from({ length: 300 }, (_, index) => {
  const word = ["San", "Santa", "Puerto", "Villa", "Río", "Alto"][index % 6];
  const name = ["Amanecer", "Bonito", "Claro", "Dorado", "Estrella"][index % 5];
  return { value: String(1000 + index), label: `${word} ${name} ${Math.floor(index / 30) + 1}` };
});

export default {
  ...usual,
  slug: "sponsor-many-options",
  name: "Countrywide Cover",
  about: "A list of 300 municipalities in its search form.",
  forms: [
    {
      form_slug: "by-municipality",
      fallback_name: "Municipality and member",
      fields: [
        {
          id: 1,
          slug: "municipality",
          type: "DROPDOWN",
          label: "Municipality",
          show_order: 1,
          required: true,
          options: municipalities,
        },
        { id: 2, slug: "member_id", type: "TEXT", label: "Member number", show_order: 2, required: true },
      ],
    },
  ],
  people: [
    {
      match: { municipality: "1142", member_id: "CW-300" },
      beneficiary: {
        beneficiary_id: "bnf_MANYOPTIONS000000000000001",
        first_name: "IVAN",
        last_name: "CORTES",
        coverage: { plan_code: "WIDE-300", active: true, effective_until: "2027-11-30" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Found among 300",
      search: { municipality: "1142", member_id: "CW-300" },
      expect: approvedAtOnce,
    },
  ],
} satisfies SponsorData;
