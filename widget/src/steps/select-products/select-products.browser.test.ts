import { assert } from "@esm-bundle/chai";
import { page, refusal } from "../../testing/fake-bff.ts";
import { configuration, product } from "../../testing/fixtures.ts";
import {
  addProduct,
  toDocuments,
  toProducts,
  until,
  WidgetDriver,
  withChoices,
} from "../../testing/widget-driver.ts";

const create = "POST /arc/v1/authorization-requests";
const catalogue = "GET /arc/v1/providers/products";

describe("What is needed", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());
  const dialog = () => trial.root.querySelector("dialog[open]");
  const sent = () => trial.bff.to(create).at(-1)?.body as { products: object[]; diagnosis_code: string };

  it("is asked in a sheet inside the widget's own root, with the keyboard in it from the first moment", async () => {
    trial = new WidgetDriver();
    await toProducts(trial);
    await trial.press("Add product");
    // No task, and no frame, passes in here: nobody could have pressed a key.
    for (let turn = 0; turn < 20; turn++) await undefined;
    assert.equal(trial.focused()?.id, "product-search");
    assert.isTrue(dialog()?.matches(":modal"));
    assert.strictEqual(dialog()?.getRootNode(), trial.root);
  });

  it("is left with Escape, and the keyboard is back on what opened it", async () => {
    trial = new WidgetDriver();
    await toProducts(trial);
    const opener = await trial.one("button", "Add product");
    opener.focus();
    opener.click();
    await trial.field("Product");
    await trial.keys("Escape");
    await until("it is closed", () => !dialog());
    await until("focus", () => trial.focused() === opener);
  });

  it("is sent as the sentence that was built, with the quantity that follows from it", async () => {
    trial = new WidgetDriver();
    await toProducts(trial);
    await trial.press("Add product");
    await trial.pick("Product", "ana", /MED-1/);
    await trial.fill("Dose", "1");
    await trial.fill("Every … hours", "8");
    await trial.fill("For … days", "10");
    await trial.press("Use 30");
    await trial.press("Add");
    await trial.pick("Diagnoses", "R51", /R51$/);
    await trial.press("Continue");
    await until("the request", sent);
    assert.deepEqual(sent().products, [
      {
        product_code: "MED-1",
        product_type: "MEDICATION",
        quantity: 30,
        posology: "1 tablet every 8h for 10 days",
      },
    ]);
    assert.equal(sent().diagnosis_code, "R51");
  });

  it("without a quantity is not taken, and says so on the field", async () => {
    trial = new WidgetDriver();
    await toProducts(trial);
    await trial.press("Add product");
    await trial.pick("Product", "ana", /MED-1/);
    await trial.fill("Quantity", "none");
    await trial.press("Add");
    const quantity = await trial.field("Quantity");
    await until("focus", () => trial.focused() === quantity);
    assert.equal(quantity.getAttribute("aria-invalid"), "true");
    assert.isNotNull(dialog());
  });

  it("asks for no posology where there is nothing to take", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(catalogue, () => page([product({ product_code: "LAB-1", product_type: "LAB" })])),
    );
    await toProducts(trial);
    await trial.press("Add product");
    await trial.pick("Product", "lab", /LAB-1/);
    await trial.field("Quantity");
    assert.isFalse(trial.has("input", "Dose"));
  });

  it("can be changed and removed, each by its own name", async () => {
    trial = new WidgetDriver();
    await toProducts(trial);
    await addProduct(trial);
    await trial.press("Edit Analgil");
    await trial.fill("Quantity", "7");
    await trial.press("Save");
    await trial.seesText(/× ?7/);
    await trial.press("Remove Analgil");
    await trial.seesText("Nothing added yet.");
  });

  it("asks for what the insurer's rules require, and sends it under its wire name", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on("GET /arc/v1/sponsors/*/configuration", () => ({
        body: configuration({
          required_fields: ["service_type_code"],
          service_types: [{ code: "AMB", label: "Ambulatory" }],
        }),
      })),
    );
    await withChoices(trial);
    await trial.fill("Service type", "AMB");
    await trial.press("Continue");
    await until("the request", sent);
    assert.propertyVal(sent(), "service_type_code", "AMB");
  });

  it("that the insurer does not know of is marked on its own line", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(create, () =>
        refusal(422, "product_not_registered", {
          errors: [{ path: "products.0.product_code", message: "?" }],
        }),
      ),
    );
    await withChoices(trial);
    await trial.press("Continue");
    await trial.seesText("not registered");
    const marked = await trial.one("[data-invalid]");
    await until("focus", () => trial.focused() === marked);
  });

  it("is not asked again after going back and forth", async () => {
    trial = new WidgetDriver();
    await toDocuments(trial);
    await trial.press("Back");
    await trial.title("What is needed?");
    await trial.seesText("Analgil");
    await trial.press("Continue");
    await trial.title("Add the documents");
    assert.equal(trial.bff.to(create).length, 1);
  });

  it("is there already where the host knows it", async () => {
    trial = new WidgetDriver({
      prefill: {
        diagnosisCode: "R51",
        products: [{ product_code: "MED-1", quantity: 4 }],
      },
    });
    await toProducts(trial);
    await trial.seesText("Analgil");
    await trial.seesText("Headache");
    await trial.press("Continue");
    await until("the request", sent);
    assert.deepEqual(sent().products, [{ product_code: "MED-1", product_type: "MEDICATION", quantity: 4 }]);
  });
});
