import { page, refusal } from "./fake-bff.ts";
import { configuration, diagnosis, line, product } from "./fixtures.ts";
import { catalogue, create, never, type VisualState } from "./visual-state.ts";
import { toProducts, withChoices } from "./widget-driver.ts";

/** The visual states of the products. */
export const productStates: VisualState[] = [
  { name: "products: none yet", reach: toProducts },
  {
    name: "products: left empty",
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Continue");
      await widget.seesText("Add at least one");
    },
  },
  {
    name: "products: the dialog",
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Add product");
      await widget.field("Product");
    },
  },
  {
    name: "products: what a search offers",
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Add product");
      await widget.fill("Product", "ana");
      await widget.one("[role=option]");
    },
  },
  {
    name: "products: a search that found nothing",
    bff: (bff) => bff.on(catalogue, () => page([])),
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Add product");
      await widget.fill("Product", "zzz");
      await widget.seesText("Nothing found");
    },
  },
  {
    name: "products: a search that failed",
    bff: (bff) => bff.on(catalogue, () => refusal(503, "upstream_unavailable")),
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Add product");
      await widget.fill("Product", "zzz");
      await widget.one("button", "Try again");
    },
  },
  {
    name: "products: one being described, wrongly",
    reach: async (widget) => {
      await toProducts(widget);
      await widget.press("Add product");
      await widget.pick("Product", "ana", /MED-1/);
      await widget.fill("Dose", "1");
      await widget.press("Add");
      await widget.one("[aria-invalid=true]");
    },
  },
  {
    name: "products: thirty, many diagnoses, and what else the insurer asks for",
    bff: (bff) =>
      bff.on("GET /arc/v1/sponsors/*/configuration", () => ({
        body: configuration({
          required_fields: ["service_type_code", "professional_license_number"],
          service_types: [{ code: "AMB", label: "Ambulatory" }],
        }),
      })),
    reach: async (widget) => {
      await toProducts(widget);
      for (let count = 0; count < 30; count++) {
        const name = `Hydrochlorothiazide-Amlodipine-Valsartan combination ${count}`;
        widget.element.dispatch({
          type: "product_put",
          line: line(`line-${count}`, { product: product({ name }) }),
        });
      }
      for (const code of ["R51", "J00", "E11.9", "I10"]) {
        const name = `A long name of a disease that nobody can remember ${code}`;
        widget.element.dispatch({ type: "diagnosis_added", diagnosis: diagnosis(code, name) });
      }
      await widget.field(/Service type/);
    },
  },
  {
    name: "products: the request is being made",
    bff: (bff) => bff.on(create, never),
    reach: async (widget) => {
      await withChoices(widget);
      await widget.press("Continue");
      await widget.one("[aria-busy=true]");
    },
  },
  {
    name: "products: a product that is not registered",
    bff: (bff) =>
      bff.on(create, () =>
        refusal(422, "product_not_registered", {
          errors: [{ path: "products.0.product_code", message: "No." }],
        }),
      ),
    reach: async (widget) => {
      await withChoices(widget);
      await widget.press("Continue");
      await widget.seesText("not registered");
    },
  },
];
