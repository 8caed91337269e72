import { refusal } from "./fake-bff.ts";
import { beneficiary, forms, searchField } from "./fixtures.ts";
import { longPerson, never, search, type VisualState } from "./visual-state.ts";
import { find, until } from "./widget-driver.ts";

/** The visual states of the search. */
export const searchStates: VisualState[] = [
  { name: "search: the form", reach: (widget) => widget.field("Document number") },
  {
    name: "search: choosing an insurer",
    setup: { sponsorSlug: undefined },
    reach: (widget) => widget.field("Insurer"),
  },
  {
    name: "search: two types of document",
    bff: (bff) =>
      bff.on("GET /v1/sponsors/*/forms", () => ({ body: [{ form_id: "short", fields: shortChoice() }] })),
    reach: (widget) => widget.one("input[type=radio]", /^CE/),
  },
  {
    name: "search: several forms with every kind of field",
    bff: (bff) => bff.on("GET /v1/sponsors/*/forms", () => ({ body: [everyField(), ...forms()] })),
    reach: (widget) => widget.field(/Notes/),
  },
  {
    name: "search: the form is on its way",
    bff: (bff) => bff.on("GET /v1/sponsors/*/forms", never),
    reach: (widget) => until("a skeleton", () => widget.root.querySelector(".skeleton")),
  },
  {
    name: "search: the form did not come",
    bff: (bff) => bff.on("GET /v1/sponsors/*/forms", () => refusal(503, "upstream_unavailable")),
    reach: (widget) => widget.one("button", "Try again"),
  },
  {
    name: "search: left empty",
    reach: async (widget) => {
      await widget.field("Document number");
      await widget.press("Search");
      await widget.one("[aria-invalid=true]");
    },
  },
  {
    name: "search: looking",
    bff: (bff) => bff.on(search, never),
    reach: async (widget) => {
      await widget.fill("Document type", "CC");
      await widget.fill("Document number", "123");
      await widget.press("Search");
      await widget.one("[aria-busy=true]");
    },
  },
  {
    name: "search: a beneficiary found",
    bff: (bff) => bff.on(search, () => ({ body: longPerson() })),
    reach: find,
  },
  {
    name: "search: a family",
    bff: (bff) =>
      bff.on(search, () => ({
        body: beneficiary({
          dependents: ["ANA", "LUIS"].map((name, index) => ({
            ...beneficiary({ beneficiary_id: `dep-${index}`, first_name: name }),
            relationship: "CHILD",
            coverage: { plan_code: "PLAN-GOLD", active: index === 0, effective_until: undefined },
          })),
        }),
      })),
    reach: async (widget) => {
      await find(widget);
      await widget.one("input[type=radio]", /LUIS/);
    },
  },
  {
    name: "search: a coverage that is not active",
    bff: (bff) =>
      bff.on(search, () => ({
        body: beneficiary({ coverage: { plan_code: "PLAN", active: false, effective_until: undefined } }),
      })),
    reach: async (widget) => {
      await widget.fill("Document type", "CC");
      await widget.fill("Document number", "123");
      await widget.press("Search");
      await widget.seesText("Not active");
    },
  },
  {
    name: "search: no beneficiary found",
    bff: (bff) => bff.on(search, () => refusal(404, "beneficiary_not_found", { request_id: "req-404" })),
    reach: async (widget) => {
      await widget.fill("Document type", "CC");
      await widget.fill("Document number", "123");
      await widget.press("Search");
      await widget.seesText("Not found");
    },
  },
];

function shortChoice() {
  const options = ["CC", "CE"].map((value) => ({ value, label: value }));
  return [
    searchField({ key: "document_type", label: "Document type", type: "SELECT", options }),
    searchField({ key: "document_number", label: "Document number" }),
  ];
}

/** A form with a field of every type other than text. */
function everyField() {
  const kinds = {
    TEXTAREA: "Notes",
    BOOLEAN: "Has a card",
    CURRENCY: "Amount",
    PERCENTAGE: "Share",
    DATE: "Born on",
    EMAIL: "Email",
    SELECT: "Branch",
    SECTION_TITLE: "About the person",
  };
  return {
    form_id: "every",
    label: "Every kind",
    fields: Object.entries(kinds).map(([type, label]) =>
      searchField({
        key: type.toLowerCase(),
        type,
        label,
        required: type === "DATE",
        description: type === "EMAIL" ? "Where the answer goes" : undefined,
        prefix: type === "CURRENCY" ? "R$" : undefined,
        suffix: type === "PERCENTAGE" ? "%" : undefined,
        options: type === "SELECT" ? [{ value: "1", label: "Centre" }] : [],
      }),
    ),
  };
}
