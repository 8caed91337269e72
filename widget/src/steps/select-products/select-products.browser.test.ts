import { assert } from "@esm-bundle/chai";
import { contrast } from "../../testing/contrast.ts";
import { type FakeBff, held, page, refusal } from "../../testing/fake-bff.ts";
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

/** A sponsor that names no kinds of product has all of them. */
const withEveryKind = (bff: FakeBff) =>
  bff.on("GET /v1/sponsors", () => ({
    body: [{ sponsor_slug: "sponsor-norte", name: "Seguros Norte", product_types: [] }],
  }));

describe("The products step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const dialog = () => widget.root.querySelector("dialog[open]");
  const sent = () => widget.bff.to(create).at(-1)?.body as { products: object[]; diagnosis_code: string };

  it("takes a product from the list on arrival, and a pasted line as a whole", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await until("the keyboard", () => widget.focused()?.id === "find-product");
    const paste = new DataTransfer();
    paste.setData("text", "MED-1 1 tablet every 8h…x30");
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // Firefox's constructor takes no clipboard.
    Object.defineProperty(event, "clipboardData", { value: paste });
    widget.focused()?.dispatchEvent(event);
    await widget.seesText("1 tablet every 8h");
    assert.deepEqual(
      widget.element.flow.products.map(({ quantity, posology }) => [quantity, posology]),
      [[30, "1 tablet every 8h"]],
    );
  });

  it("shows the whole list of a search at the lower end of the window", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    const field = await widget.one("#diagnosis-search");
    const [above, below] = ["before", "after"].map((where) => {
      const space = document.createElement("div");
      space.style.blockSize = "200vh";
      widget.element[where as "before" | "after"](space);
      return space;
    });
    field.scrollIntoView({ block: "end" });
    await widget.fill("Diagnoses", "hea");
    const list = await widget.one("[role=listbox]");
    await widget.element.updateComplete;
    const { bottom } = list.getBoundingClientRect();
    const { top } = field.getBoundingClientRect();
    for (const space of [above, below]) space?.remove();
    assert.isAtMost(Math.floor(bottom), innerHeight);
    assert.isAtLeast(top, 0);
  });

  it("offers what was asked for before: an arrow and Enter add it, Enter on the empty diagnoses goes on", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /widget/recents", () => ({
        body: {
          products: [
            { product_code: "MED-1", product_type: "MEDICATION", quantity: 12, posology: "1 at night" },
          ],
          diagnoses: [{ coding_system: "ICD-10", code: "R51" }],
        },
      })),
    );
    await toProducts(widget);
    await widget.one("[role=option]", /1 at night/);
    await widget.keys("ArrowDown", "Enter");
    await until("the keyboard at the diagnoses", () => widget.focused()?.id === "diagnosis-search");
    await widget.one("[role=option]", /R51/);
    await widget.keys("ArrowDown", "Enter", "Enter");
    await until("the request", sent);
    assert.deepInclude(sent().products[0], { product_code: "MED-1", quantity: 12, posology: "1 at night" });
    assert.equal(sent().diagnosis_code, "R51");
  });

  it("never covers a button or an error with what was asked for before", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /widget/recents", () => ({
        body: {
          products: [{ product_code: "MED-1", product_type: "MEDICATION", quantity: 12 }],
          diagnoses: [],
        },
      })),
    );
    widget.element.style.inlineSize = "280px";
    await toProducts(widget);
    await widget.press("Continue");
    await until("the keyboard at the products", () => widget.focused()?.id === "find-product");
    const list = (await widget.one("[role=listbox]")).getBoundingClientRect();
    for (const shown of [
      await widget.one("button", "Add product"),
      await widget.one("#find-product-error"),
    ]) {
      assert.isAtMost(shown.getBoundingClientRect().bottom, list.top);
    }
  });

  it("marks the chosen kind of product by its edge and its weight, and not by a tint alone", async () => {
    widget = new WidgetDriver({}, withEveryKind);
    await toProducts(widget);
    await widget.press("Add product");
    const style = getComputedStyle(await widget.one(".segments label:has(:checked)"));
    const around = getComputedStyle(await widget.one(".segments")).backgroundColor;
    assert.isAtLeast(contrast(style.borderTopColor, around), 3);
    assert.isAtLeast(Number(style.fontWeight), 600);
  });

  it("shows no radio button inside the control whose edge marks the chosen kind", async () => {
    widget = new WidgetDriver({}, withEveryKind);
    await toProducts(widget);
    await widget.press("Add product");
    for (const label of widget.all(".segments label")) {
      const { opacity, position } = getComputedStyle(label.querySelector("input") as Element);
      assert.deepEqual([opacity, position], ["0", "absolute"]);
      assert.isAtMost(label.getBoundingClientRect().height, 48);
    }
  });

  it("breaks no word of a kind of product in two, in any language", async () => {
    for (const [locale, add] of [
      ["en", "Add product"],
      ["es", "Agregar producto"],
      ["pt-BR", "Adicionar produto"],
    ] as const) {
      widget?.end();
      widget = new WidgetDriver({}, withEveryKind);
      await toProducts(widget);
      widget.element.locale = locale;
      await widget.press(add);
      const sheet = (await until("the dialog", dialog)) as HTMLElement;
      for (const width of [288, 358, 448]) {
        sheet.style.inlineSize = `${width}px`;
        const tops = widget.all(".segments label").map((label) => label.getBoundingClientRect().top);
        assert.lengthOf(tops, 4);
        assert.notEqual(tops.filter((top) => top === tops[0]).length, 3, `three and one at ${width} px`);
        for (const label of widget.all(".segments label")) {
          const words = document.createRange();
          for (const node of label.childNodes) {
            for (const { index, 0: word } of (node.textContent ?? "").matchAll(/\S+/g)) {
              if (!(node instanceof Text)) continue;
              words.setStart(node, index);
              words.setEnd(node, index + word.length);
              assert.equal(words.getClientRects().length, 1, `${word} at ${width} px`);
            }
          }
        }
      }
    }
  });

  it("has a heading for products and for diagnoses", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    for (const name of ["Products", "Diagnoses"])
      await widget.one("h3, [role=heading][aria-level='3']", name);
  });

  it("says so when a diagnosis is chosen that is in the request already", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    await widget.pick("Diagnoses", "R51", /R51$/);
    await widget.seesText("Already in the request.");
    await widget.hears("Already in the request.");
    assert.lengthOf(widget.element.flow.diagnoses, 1);
    await widget.press("Continue");
    await until("the request", sent);
  });

  it("opens the product that is in the request already when it is chosen again", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    const sees = async () => {
      await until("the dialog", dialog);
      assert.equal((await widget.field(/^Quantity/)).value, "30");
      await widget.seesText("Already in the request.");
      await widget.one("h2", "Edit");
      await widget.press("Cancel");
      await until("it is closed", () => !dialog());
    };
    await widget.pick("Find a product", "ana", /MED-1/);
    await sees();
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    await sees();
    assert.lengthOf(widget.element.flow.products, 1);
    await widget.press("Add product");
    await widget.field("Product");
  });

  it("keeps the keyboard when something is removed or moved, and says so", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    await widget.pick("Diagnoses", "R51", /R51.9$/);
    (await widget.one("button", /^Make main: Headache, unspecified/)).click();
    await widget.hears(/now the main diagnosis/);
    assert.equal(widget.focused()?.closest<HTMLElement>("[data-code]")?.dataset.code, "R51.9");
    await widget.press(/^Remove Analgil/);
    await until("the keyboard", () => widget.focused()?.id === "add-product");
    await widget.hears(/removed/);
  });

  it("starts every line of the patient at one edge", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    for (let width = 220; width <= 480; width += 10) {
      widget.element.style.inlineSize = `${width}px`;
      const change = await widget.one("button", "Not this person");
      const line = change.closest("p") as HTMLElement;
      const before = [...line.querySelectorAll("bdi")].at(-1)?.getBoundingClientRect().bottom ?? 0;
      const { left, top, height } = change.getBoundingClientRect();
      if (top + height / 2 > before)
        assert.closeTo(left, line.getBoundingClientRect().left, 1, `${width} px`);
    }
  });

  it("can be changed and removed, with buttons of their own names", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await addProduct(widget);
    await widget.press("Edit Analgil");
    await widget.fill(/^Quantity/, "7");
    await widget.press("Save");
    await widget.seesText("7 tablets");
    await widget.press("Remove Analgil");
    await widget.seesText("No products yet.");
  });

  it("has the fields of the sponsor's configuration, and sends them under their wire names", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /arc/v1/sponsors/*/configuration", () => ({
        body: configuration({
          required_fields: ["service_type_code"],
          service_types: [{ code: "AMB", label: "Ambulatory" }],
        }),
      })),
    );
    await withChoices(widget);
    await widget.fill("Service type", "AMB");
    await widget.press("Continue");
    await until("the request", sent);
    assert.propertyVal(sent(), "service_type_code", "AMB");
  });

  it("has the same field under the keyboard when the rules for another product come with a field before it", async () => {
    const late = held();
    widget = new WidgetDriver({}, (bff) =>
      bff
        .on("GET /arc/v1/sponsors/*/configuration", ({ path }) =>
          /MEDICATION/.test(path)
            ? late.reply
            : { body: configuration({ required_fields: ["clinical_summary"] }) },
        )
        .on("GET /arc/v1/providers/products", () =>
          page([product(), product({ product_code: "LAB-1", name: "Blood", product_type: "LAB" })]),
        ),
    );
    await withChoices(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /LAB-1/);
    await widget.fill(/^Quantity/, "1");
    await widget.press("Add");
    const summary = await widget.one("#clinical_summary");
    summary.focus();
    late.answer({ body: configuration({ required_fields: ["ordering_physician"] }) });
    const other = await widget.one("#ordering_physician");
    assert.ok(other.compareDocumentPosition(summary) & Node.DOCUMENT_POSITION_FOLLOWING);
    assert.equal(widget.focused()?.id, "clinical_summary");
  });

  it("that the sponsor refuses is marked", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(create, () =>
        refusal(422, "product_not_registered", {
          errors: [{ path: "products.0.product_code", message: "?" }],
        }),
      ),
    );
    await withChoices(widget);
    await widget.press("Continue");
    await widget.seesText("not registered");
    const marked = await widget.one("[data-invalid]");
    await until("focus", () => widget.focused() === marked);
  });

  for (const path of ["products", "products.0", "products.0.quantity", "diagnosis_code", "diagnoses"]) {
    it(`that the sponsor refuses at ${path} is neither missing nor unregistered`, async () => {
      widget = new WidgetDriver({}, (bff) =>
        bff.on(create, () => refusal(422, "validation_failed", { errors: [{ path, message: "?" }] })),
      );
      await withChoices(widget);
      await widget.press("Continue");
      const count = await widget.one("button", "1 field needs attention.");
      assert.notInclude(widget.words(), "marked fields", "it is said once");
      const errors = [...widget.root.querySelectorAll(".error")].map(({ textContent }) =>
        textContent?.trim(),
      );
      assert.deepEqual(errors, ["The insurer does not accept this.", "1 field needs attention."]);
      const marked = await widget.one("[aria-invalid=true], [data-invalid]");
      await until("the focus", () => widget.focused() === marked);
      count.focus();
      count.click();
      await until("the focus again", () => widget.focused() === marked);
    });
  }

  it("is not validated again after going back and forth", async () => {
    widget = new WidgetDriver();
    await toDocuments(widget);
    await widget.press("Back");
    await widget.title("What is needed?");
    await widget.seesText("Analgil");
    await widget.press("Continue");
    await widget.title("Add the documents");
    assert.equal(widget.bff.to(create).length, 1);
  });

  it("is prefilled by the host page", async () => {
    widget = new WidgetDriver({
      prefill: {
        diagnosisCode: "R51",
        products: [{ product_code: "MED-1", quantity: 4 }],
      },
    });
    await toProducts(widget);
    await widget.seesText("Analgil");
    await widget.seesText("Headache");
    await widget.press("Continue");
    await until("the request", sent);
    assert.deepEqual(sent().products, [{ product_code: "MED-1", product_type: "MEDICATION", quantity: 4 }]);
  });
});
