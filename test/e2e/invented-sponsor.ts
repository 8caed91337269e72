import fc from "fast-check";
import type { SponsorData } from "../sandbox/sandbox.ts";
import { usual } from "../sandbox/sponsor/usual.ts";

type WireField = SponsorData["forms"][number]["fields"][number];
type ProductType = SponsorData["product_types"][number];

/** A code of the catalogue for each product type. */
export const productOf: Record<ProductType, string> = {
  MEDICATION: "MED-042",
  LAB: "LAB-001",
  IMAGING: "IMG-001",
  PROCEDURE: "PRC-001",
};

const types = [
  "TEXT",
  "TEXTAREA",
  "EMAIL",
  "PHONE",
  "INTEGER",
  "DECIMAL",
  "PERCENTAGE",
  "CURRENCY",
  "DATE",
  "BOOLEAN",
  "SELECT",
  "DROPDOWN",
  "SPONSOR_PROVIDERS_DROPDOWN",
  "SPECIALTY_SELECTOR",
  "FILE_UPLOAD",
  "BENEFICIARY",
  "DOCTOR_CARD",
  "DIAGNOSES",
  "MEDICAL_PROCEDURE_PRODUCT",
  "PRE_INVOICE_ITEMS",
  "SECTION_TITLE",
  "TEXT_LIST",
  "DASHED_DIVIDER",
  "HOLOGRAM",
  "string",
  "enum",
  "date",
  "number",
];
const choices = ["SELECT", "DROPDOWN", "SPONSOR_PROVIDERS_DROPDOWN", "SPECIALTY_SELECTOR", "enum"];
const neverRequired = [
  "FILE_UPLOAD",
  "BENEFICIARY",
  "DOCTOR_CARD",
  "SECTION_TITLE",
  "TEXT_LIST",
  "DASHED_DIVIDER",
  "BOOLEAN",
];

/** Keys that nobody has ever documented. */
const unknownKeys = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});

const field = (index: number): fc.Arbitrary<WireField> =>
  fc
    .record({
      type: fc.constantFrom(...types),
      required: fc.boolean(),
      order: fc.integer({ min: 1, max: 50 }),
      ordered: fc.boolean(),
      hint: fc.option(fc.constantFrom("As on the card", "Without spaces"), { nil: undefined }),
      group: fc.option(fc.constantFrom("Member", "PageOptions"), { nil: undefined }),
      suffix: fc.option(fc.constantFrom("kg", "%"), { nil: undefined }),
      options: fc.integer({ min: 2, max: 40 }),
      model: fc.boolean(),
      more: unknownKeys,
    })
    .map(({ type, required, order, ordered, hint, group, suffix, options, model, more }) => ({
      ...more,
      ...(model ? { key: `field_${index}` } : { id: index + 1, slug: `field_${index}` }),
      type,
      label: `Question ${index + 1}`,
      required: required && !neverRequired.includes(type),
      ...(ordered && { show_order: order }),
      ...(hint && { description: hint }),
      ...(group && { group_name: group }),
      ...(suffix && { suffix }),
      ...(choices.includes(type) && {
        options: Array.from({ length: options }, (_, at) => ({
          value: `V${at}`,
          label: `Choice number ${at}`,
        })),
      }),
    }));

const fields = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => field(index))));

const demanded = [
  "professional_license_number",
  "service_type_code",
  "authorization_type",
  "provider_branch_id",
  "clinical_summary",
];

/** A sponsor that nobody has seen before: its form, its rules, its documents and its decision are drawn by lot. */
export const inventedSponsor = (slug: string): fc.Arbitrary<SponsorData> =>
  fc
    .record({
      fields,
      productTypes: fc.subarray(Object.keys(productOf) as ProductType[], { minLength: 1 }),
      required: fc.subarray(demanded),
      serviceTypes: fc.boolean(),
      documents: fc.array(
        fc.record({
          required: fc.boolean(),
          onlyPdf: fc.boolean(),
          several: fc.boolean(),
          asSlug: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      approved: fc.boolean(),
      shape: fc.constantFrom("array" as const, "wrapped" as const, "single" as const, "fields" as const),
      numericIds: fc.boolean(),
      more: unknownKeys,
    })
    .map((drawn) => ({
      ...usual,
      slug,
      name: `Invented ${slug}`,
      about: "Drawn by lot.",
      product_types: drawn.productTypes,
      forms: [{ ...drawn.more, form_id: "drawn", label: "Drawn", fields: [...drawn.fields] }],
      forms_shape: drawn.shape,
      numeric_ids: drawn.numericIds,
      people: [
        {
          match: {},
          beneficiary: {
            beneficiary_id: drawn.numericIds ? 900_001 : `bnf_${slug}`,
            first_name: "ALEX",
            last_name: "EXAMPLE",
            coverage: { plan_code: "LOT-1", active: true, effective_until: "2030-12-31" },
          },
        },
      ],
      configuration: {
        ...usual.configuration,
        required_fields: drawn.required,
        ...(drawn.serviceTypes && {
          service_types: [
            { code: "AMB", label: "Ambulatory" },
            { code: "HOS", label: "Hospital" },
          ],
        }),
      },
      documents: drawn.documents.map(({ required, onlyPdf, several, asSlug }, index) => ({
        file_type: `DOCUMENT_${index}`,
        label: `Document ${index + 1}`,
        required,
        named_as_slug: asSlug,
        ...(onlyPdf && { mime_types: ["application/pdf"] }),
        ...(several && { max_files: 3 }),
      })),
      decision: {
        rules: [
          drawn.approved ? { status: "APPROVED" } : { status: "REJECTED", rejection_reason: "Drawn by lot." },
        ],
      },
      try: [],
    }));
