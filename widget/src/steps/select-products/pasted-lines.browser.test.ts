import { assert } from "@esm-bundle/chai";
import { sendKeys } from "@web/test-runner-commands";
import { held, page, refusal } from "../../testing/fake-bff.ts";
import { beneficiary, diagnosis, product } from "../../testing/fixtures.ts";
import { addProduct, toProducts, until, WidgetDriver } from "../../testing/widget-driver.ts";

const create = "POST /arc/v1/authorization-requests";
const catalogue = "GET /arc/v1/providers/products";

describe("What is pasted into the products step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const sent = () => widget.bff.to(create).at(-1)?.body as { products: object[]; diagnosis_code: string };

  it("splits several ICD-10 codes, and Ctrl+Enter anywhere goes on", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /medical-catalogs/v1/diagnoses", ({ path }) =>
        page([diagnosis(new URL(path, location.href).searchParams.get("query") ?? "")]),
      ),
    );
    await toProducts(widget);
    await addProduct(widget);
    await widget.fill("Diagnoses", "R51, j00");
    await widget.keys("Enter");
    await until("both", () => widget.element.flow.diagnoses.length === 2);
    assert.deepEqual(
      widget.element.flow.diagnoses.map(({ code }) => code),
      ["R51", "J00"],
    );
    await widget.hears(/^Headache, Headache added/);
    await widget.press(/^Make main: /);
    assert.equal(widget.element.flow.diagnoses[0]?.code, "J00");
    await sendKeys({ down: "Control" });
    await widget.keys("Enter");
    await sendKeys({ up: "Control" });
    await until("the request", sent);
  });

  it("leaves in the field what is not found of several codes, and loses no text by going on", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /medical-catalogs/v1/diagnoses", ({ path }) => {
        const query = new URL(path, location.href).searchParams.get("query");
        return page(query === "R51" ? [diagnosis("R51")] : []);
      }),
    );
    await toProducts(widget);
    await addProduct(widget);
    await widget.fill("Diagnoses", "R51, z99.99");
    await widget.keys("Enter");
    await until(
      "what is left",
      () => widget.root.querySelector<HTMLInputElement>("#diagnosis-search")?.value === "Z99.99",
    );
    assert.deepEqual(
      widget.element.flow.diagnoses.map(({ code }) => code),
      ["R51"],
    );
    await widget.press("Continue");
    await widget.seesText("Nothing is chosen yet");
    assert.equal(widget.focused()?.id, "diagnosis-search");
    assert.isUndefined(sent());
    await widget.fill("Diagnoses", "");
    await widget.press("Continue");
    await until("the request", sent);
  });

  it("leaves what is not found before what was typed meanwhile", async () => {
    const late = held();
    widget = new WidgetDriver({}, (bff) => bff.on("GET /medical-catalogs/v1/diagnoses", () => late.reply));
    await toProducts(widget);
    await widget.fill("Diagnoses", "Z99, Z98");
    await widget.keys("Enter");
    const field = await widget.field("Diagnoses");
    await until("the lookup", () => field.value === "" && widget.bff.open);
    await widget.type("head");
    late.answer(page([]));
    await until("both", () => field.value === "Z99, Z98, head");
  });

  it("waits for what was pasted when it is left, and then goes on by itself", async () => {
    const found = held();
    widget = new WidgetDriver({}, (bff) =>
      bff.on(catalogue, ({ path }) => (/query=MED-1/.test(path) ? found.reply : page([product()]))),
    );
    await toProducts(widget);
    await widget.pick("Diagnoses", "R51", /R51$/);
    await widget.fill("Find a product", "MED-1 1 tablet every 8 h x30");
    await widget.keys("Enter");
    await widget.press("Continue");
    await widget.one("[part=primary][aria-busy=true]");
    assert.isEmpty(widget.all(".error"));
    found.answer(page([product()]));
    await until("the request", sent);
    assert.lengthOf(sent().products, 1);
  });

  for (const [what, begin] of [
    ["began anew", async () => widget.element.restart()],
    [
      "is for somebody else",
      async () => {
        await widget.press("Not this person");
        widget.bff.on("POST /v1/sponsors/*/search", () => ({
          body: beneficiary({ beneficiary_id: "ben-2", first_name: "ANA" }),
        }));
      },
    ],
  ] as const) {
    it(`adds nothing that was pasted before the request ${what}`, async () => {
      const found = held();
      widget = new WidgetDriver({}, (bff) =>
        bff.on(catalogue, ({ path }) => (/query=MED-1/.test(path) ? found.reply : page([product()]))),
      );
      await toProducts(widget);
      await widget.fill("Find a product", "MED-1 1 tablet every 8 h x30");
      await widget.keys("Enter");
      await until("the lookup", () => widget.bff.to(catalogue).some(({ path }) => /query=MED-1/.test(path)));
      await begin();
      await toProducts(widget);
      found.answer(page([product()]));
      await until("the answer", () => widget.bff.open === 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.isEmpty(widget.element.flow.products);
    });
  }

  it("leaves a pasted product in the field that is in the request already, and announces what it added", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(catalogue, ({ path }) => {
        const product_code = new URL(path, location.href).searchParams.get("query") ?? "";
        return page([product({ product_code, name: `Name of ${product_code}` })]);
      }),
    );
    await toProducts(widget);
    const field = await widget.field("Find a product");
    const paste = new DataTransfer();
    paste.setData("text", "MED-1 x30\nMED-2 x10\nMED-1 x7");
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // Firefox's constructor takes no clipboard.
    Object.defineProperty(event, "clipboardData", { value: paste });
    field.dispatchEvent(event);
    await until("what is left", () => field.value === "MED-1 x7");
    await widget.seesText("Already in the request.");
    await widget.hears("Name of MED-1, Name of MED-2 added. Already in the request.");
    assert.deepEqual(
      widget.element.flow.products.map(({ quantity }) => quantity),
      [30, 10],
    );
  });

  it("leaves pasted lines in the field that cannot be looked up", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on(catalogue, () => refusal(503, "overloaded")));
    await toProducts(widget);
    await widget.fill("Find a product", "MED-9 1 tablet every 8 h x30");
    await widget.keys("Enter");
    await until(
      "what is left",
      () =>
        widget.root.querySelector<HTMLInputElement>("#find-product")?.value ===
        "MED-9 1 tablet every 8 h x30",
    );
    assert.isEmpty(widget.element.flow.products);
  });
});
