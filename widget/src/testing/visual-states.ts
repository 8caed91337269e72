import { type FakeBff, held, page, refusal } from "./fake-bff.ts";
import {
  beneficiary,
  configuration,
  diagnosis,
  forms,
  line,
  outcome,
  product,
  rule,
  searchField,
} from "./fixtures.ts";
import {
  asksForCode,
  find,
  pdf,
  toCode,
  toDocuments,
  toOutcome,
  toProducts,
  toReview,
  until,
  type WidgetDriver,
  withChoices,
} from "./widget-driver.ts";

/** One look that the widget can have: how the insurer behaves, and the way there. English while going. */
export type VisualState = {
  name: string;
  setup?: { sponsorSlug?: string | undefined };
  bff?: (insurer: FakeBff) => void;
  reach(trial: WidgetDriver): Promise<unknown>;
};

const never = () => held().reply;
const longName = "Maria Aparecida Fernandes de Albuquerque e Vasconcelos Neto"; // 60 characters with its mark below
const longPerson = () => beneficiary({ first_name: `${longName}.`, last_name: "" });
const search = "POST /v1/sponsors/*/search";
const catalogue = "GET /arc/v1/providers/products";
const create = "POST /arc/v1/authorization-requests";
const policy = "GET /arc/v1/authorization-requests/*/document-policy";
const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const complete = "POST /arc/v1/authorization-requests/*/complete";

const searching: VisualState[] = [
  { name: "search: the form", reach: (trial) => trial.field("Document number") },
  {
    name: "search: choosing an insurer",
    setup: { sponsorSlug: undefined },
    reach: (trial) => trial.field("Insurer"),
  },
  {
    name: "search: several forms with every kind of field",
    bff: (insurer) => insurer.on("GET /v1/sponsors/*/forms", () => ({ body: [everyField(), ...forms()] })),
    reach: (trial) => trial.field(/Notes/),
  },
  {
    name: "search: the form is on its way",
    bff: (insurer) => insurer.on("GET /v1/sponsors/*/forms", never),
    reach: (trial) => until("a skeleton", () => trial.root.querySelector(".skeleton")),
  },
  {
    name: "search: the form did not come",
    bff: (insurer) => insurer.on("GET /v1/sponsors/*/forms", () => refusal(503, "upstream_unavailable")),
    reach: (trial) => trial.one("button", "Try again"),
  },
  {
    name: "search: left empty",
    reach: async (trial) => {
      await trial.field("Document number");
      await trial.press("Search");
      await trial.one("[aria-invalid=true]");
    },
  },
  {
    name: "search: looking",
    bff: (insurer) => insurer.on(search, never),
    reach: async (trial) => {
      await trial.fill("Document type", "CC");
      await trial.fill("Document number", "123");
      await trial.press("Search");
      await trial.one("[aria-busy=true]");
    },
  },
  {
    name: "search: somebody found",
    bff: (insurer) => insurer.on(search, () => ({ body: longPerson() })),
    reach: find,
  },
  {
    name: "search: a family",
    bff: (insurer) =>
      insurer.on(search, () => ({
        body: beneficiary({
          dependents: ["ANA", "LUIS"].map((name, index) => ({
            ...beneficiary({ beneficiary_id: `dep-${index}`, first_name: name }),
            relationship: "CHILD",
            coverage: { plan_code: "PLAN-GOLD", active: index === 0, effective_until: undefined },
          })),
        }),
      })),
    reach: async (trial) => {
      await find(trial);
      await trial.one("input[type=radio]", /LUIS/);
    },
  },
  {
    name: "search: a coverage that is not active",
    bff: (insurer) =>
      insurer.on(search, () => ({
        body: beneficiary({ coverage: { plan_code: "PLAN", active: false, effective_until: undefined } }),
      })),
    reach: async (trial) => {
      await trial.fill("Document type", "CC");
      await trial.fill("Document number", "123");
      await trial.press("Search");
      await trial.seesText("Not active");
    },
  },
  {
    name: "search: nobody found",
    bff: (insurer) =>
      insurer.on(search, () => refusal(404, "beneficiary_not_found", { request_id: "req-404" })),
    reach: async (trial) => {
      await trial.fill("Document type", "CC");
      await trial.fill("Document number", "123");
      await trial.press("Search");
      await trial.seesText("Not found");
    },
  },
];

const choosing: VisualState[] = [
  { name: "products: none yet", reach: toProducts },
  {
    name: "products: left empty",
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Continue");
      await trial.seesText("Add at least one");
    },
  },
  {
    name: "products: the sheet",
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Add product");
      await trial.field("Product");
    },
  },
  {
    name: "products: what a search offers",
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Add product");
      await trial.fill("Product", "ana");
      await trial.one("[role=option]");
    },
  },
  {
    name: "products: a search that found nothing",
    bff: (insurer) => insurer.on(catalogue, () => page([])),
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Add product");
      await trial.fill("Product", "zzz");
      await trial.seesText("Nothing found");
    },
  },
  {
    name: "products: a search that failed",
    bff: (insurer) => insurer.on(catalogue, () => refusal(503, "upstream_unavailable")),
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Add product");
      await trial.fill("Product", "zzz");
      await trial.one("button", "Try again");
    },
  },
  {
    name: "products: one being described, wrongly",
    reach: async (trial) => {
      await toProducts(trial);
      await trial.press("Add product");
      await trial.pick("Product", "ana", /MED-1/);
      await trial.fill("Dose", "1");
      await trial.press("Add");
      await trial.one("[aria-invalid=true]");
    },
  },
  {
    name: "products: thirty, many diagnoses, and what else the insurer asks for",
    bff: (insurer) =>
      insurer.on("GET /arc/v1/sponsors/*/configuration", () => ({
        body: configuration({
          required_fields: ["service_type_code", "professional_license_number"],
          service_types: [{ code: "AMB", label: "Ambulatory" }],
        }),
      })),
    reach: async (trial) => {
      await toProducts(trial);
      for (let count = 0; count < 30; count++) {
        const name = `Hydrochlorothiazide-Amlodipine-Valsartan combination ${count}`;
        trial.element.dispatch({
          type: "product_put",
          line: line(`line-${count}`, { product: product({ name }) }),
        });
      }
      for (const code of ["R51", "J00", "E11.9", "I10"]) {
        const name = `A long name of a disease that nobody can remember ${code}`;
        trial.element.dispatch({ type: "diagnosis_added", diagnosis: diagnosis(code, name) });
      }
      await trial.field(/Service type/);
    },
  },
  {
    name: "products: the request is being made",
    bff: (insurer) => insurer.on(create, never),
    reach: async (trial) => {
      await withChoices(trial);
      await trial.press("Continue");
      await trial.one("[aria-busy=true]");
    },
  },
  {
    name: "products: a product that is not registered",
    bff: (insurer) =>
      insurer.on(create, () =>
        refusal(422, "product_not_registered", {
          errors: [{ path: "products.0.product_code", message: "No." }],
        }),
      ),
    reach: async (trial) => {
      await withChoices(trial);
      await trial.press("Continue");
      await trial.seesText("not registered");
    },
  },
];

const documenting: VisualState[] = [
  { name: "documents: a place for one", reach: toDocuments },
  {
    name: "documents: the list is on its way",
    bff: (insurer) => insurer.on(policy, never),
    reach: toDocuments,
  },
  {
    name: "documents: the list did not come",
    bff: (insurer) => insurer.on(policy, () => refusal(503, "upstream_unavailable")),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.one("button", "Try again");
    },
  },
  {
    name: "documents: none asked for",
    bff: (insurer) => insurer.on(policy, () => ({ body: [] })),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.seesText("asks for no documents");
    },
  },
  {
    name: "documents: left empty",
    bff: (insurer) =>
      insurer.on(policy, () => ({
        body: [rule(), rule({ file_type: "LAB", label: "Lab result", required: false })],
      })),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.press("Continue");
      await trial.one("[aria-invalid=true]");
    },
  },
  {
    name: "documents: on the way",
    bff: (insurer) => insurer.on(upload, never),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.attach(pdf(`${longName.replaceAll(" ", "-")}.pdf`));
      await until("progress", () => trial.root.querySelector("progress"));
    },
  },
  {
    name: "documents: one refused, one arrived",
    bff: (insurer) =>
      insurer.on(upload, () =>
        insurer.to(upload).length === 1 ? { status: 204 } : refusal(422, "file_unsafe"),
      ),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.attach(pdf("first.pdf"));
      await trial.seesText("Uploaded");
      await trial.attach(pdf("second.pdf"));
      await trial.seesText("active content");
    },
  },
];

const submitting: VisualState[] = [
  {
    name: "review: ready",
    bff: (insurer) => insurer.on(search, () => ({ body: longPerson() })),
    reach: toReview,
  },
  {
    name: "review: waiting for a file",
    bff: (insurer) => insurer.on(upload, never),
    reach: async (trial) => {
      await toDocuments(trial);
      await trial.attach(pdf());
      await trial.press("Continue");
      await trial.press("Request authorization");
      await trial.one("[aria-busy=true]");
    },
  },
  {
    name: "review: asking the insurer",
    bff: (insurer) => insurer.on(complete, never),
    reach: async (trial) => {
      await toReview(trial);
      await trial.press("Request authorization");
      await trial.one("[aria-busy=true]");
    },
  },
  {
    name: "review: nobody knows whether it arrived",
    bff: (insurer) => insurer.on(complete, () => "dead"),
    reach: async (trial) => {
      await toReview(trial);
      await trial.press("Request authorization");
      await trial.seesText("No connection");
    },
  },
];

const codes: VisualState[] = [
  { name: "code: not sent yet", bff: asksForCode, reach: toCode },
  {
    name: "code: sent",
    bff: asksForCode,
    reach: async (trial) => {
      await toCode(trial);
      await trial.press("Send code");
      await trial.field("Code");
    },
  },
  {
    name: "code: wrong",
    bff: (insurer) => {
      asksForCode(insurer);
      insurer.on("POST /v1/otp/validate", () => refusal(422, "otp_invalid"));
    },
    reach: async (trial) => {
      await toCode(trial);
      await trial.press("Send code");
      await trial.fill("Code", "000000");
      await trial.press("Request authorization");
      await trial.one("[aria-invalid=true]");
    },
  },
];

const approved = {
  authorization_code: "AUT-2048-77",
  product_type: "MEDICATION",
  status: "APPROVED",
  expires_at: "2031-02-01T00:00:00Z",
  products: [{ product_code: "MED-1", quantity: 30 }],
};
const rejected = {
  product_type: "LAB",
  status: "REJECTED",
  rejection_reason: "Not covered by this plan before a waiting time of twelve months has passed.",
  products: [],
};
const pending = { product_type: "IMAGING", status: "PENDING_SPONSOR", products: [] };

const answers: VisualState[] = [
  { name: "outcome: approved", authorizations: [approved] },
  { name: "outcome: rejected", authorizations: [rejected] },
  { name: "outcome: pending", authorizations: [pending], status: "PENDING_SPONSOR" },
  { name: "outcome: mixed", authorizations: [pending, rejected, approved] },
].map(({ name, authorizations, status = "COMPLETED" }) => ({
  name,
  bff: (bff) => {
    const body = { ...outcome(), status, authorizations };
    bff.on(complete, () => ({ body })).on("GET /arc/v1/authorization-requests/*", () => ({ body }));
  },
  reach: toOutcome,
}));

/** Every look there is, in the order a person comes to it. */
export const states: VisualState[] = [
  ...searching,
  ...choosing,
  ...documenting,
  ...submitting,
  ...codes,
  ...answers,
];

/** A form with a field of every kind that is more than a line of text. */
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
