import { assert } from "@esm-bundle/chai";
import { setViewport } from "@web/test-runner-commands";
import { held, page } from "../../testing/fake-bff.ts";
import { product } from "../../testing/fixtures.ts";
import { toProducts, until, WidgetDriver } from "../../testing/widget-driver.ts";

const create = "POST /arc/v1/authorization-requests";
const catalogue = "GET /arc/v1/providers/products";

/** Windows of the other browsers have a smallest size, and only Chromium's boxes without overflow keep a finger. */
const isChromium = navigator.userAgent.includes("Chrome");

describe("The dialog of a product", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const dialog = () => widget.root.querySelector("dialog[open]");
  const sent = () => widget.bff.to(create).at(-1)?.body as { products: object[]; diagnosis_code: string };

  it("is entered in a dialog of the shadow root, which has the focus at once", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    // No task runs in between: no key can be pressed.
    for (let turn = 0; turn < 20; turn++) await undefined;
    assert.equal(widget.focused()?.id, "product-search");
    assert.isTrue(dialog()?.matches(":modal"));
    assert.isTrue(dialog()?.getRootNode() === widget.root);
  });

  it("keeps the kind of product that is in sight when the last choice is learned", async () => {
    const late = held();
    widget = new WidgetDriver({ sponsorSlug: "sponsor-sul" }, (bff) =>
      bff.on("GET /widget/recents", () => late.reply),
    );
    await toProducts(widget);
    await widget.press("Add product");
    const chosen = () => widget.all<HTMLInputElement>("dialog input[type=radio]").find((one) => one.checked);
    const kind = await until("a kind", chosen);
    const last = { sponsor_slug: "sponsor-sul", product_type: "LAB", search_fields: [], document_types: {} };
    late.answer({ body: { products: [], diagnoses: [], last } });
    await until("the last choice", () => widget.element.flow.last);
    await widget.fill("Product", "ana");
    await widget.one("[role=option]");
    assert.isTrue(chosen() === kind);
  });

  it("closes with Escape, and the focus returns to the button that opened it", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    const opener = await widget.one("button", "Add product");
    opener.focus();
    opener.click();
    await widget.field("Product");
    await widget.keys("Escape");
    await until("it is closed", () => !dialog());
    await until("focus", () => widget.focused() === opener);
  });

  it("discards at Cancel what was entered, and has it again after Escape", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    for (const isKept of [true, false]) {
      await widget.press("Add product");
      if (!widget.has("input", "Dose")) await widget.pick("Product", "ana", /MED-1/);
      await widget.fill("Dose", "3");
      if (isKept) await widget.keys("Escape");
      else await widget.press("Cancel");
      await until("it is closed", () => !dialog());
      await widget.press("Add product");
      if (isKept) assert.equal((await widget.field("Dose")).value, "3");
      else await widget.field("Product");
      await widget.keys("Escape");
      await until("it is closed", () => !dialog());
    }
  });

  it("has no ring when a press beside its fields gives it the focus", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.field("Product");
    const whole = dialog() as HTMLElement;
    // Browsers let a press focus a dialog, and only Chromium lets a script.
    whole.tabIndex = 0;
    whole.focus();
    assert.isTrue(widget.focused() === whole);
    assert.equal(getComputedStyle(whole).outlineStyle, "none");
  });

  it("returns the focus to a search that takes letters before the browser has told that it closed", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    const search = await widget.field("Find a product");
    search.focus();
    await widget.pick("Find a product", "ana", /MED-1/);
    await until("the keyboard", () => widget.focused()?.id === "quantity");
    let isTold = false;
    (dialog() as HTMLElement).addEventListener("close", () => {
      isTold = true;
    });
    search.value = "ana";
    (await widget.one("button", "Cancel")).click();
    assert.isTrue(widget.focused() === search);
    assert.isFalse(isTold);
    assert.deepEqual([search.selectionStart, search.selectionEnd], [0, 3]);
  });

  it("stays open when it is opened again before the browser has told that it closed", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    const first = (await until("the dialog", dialog)) as HTMLDialogElement;
    const told = new Promise((resolve) => first.addEventListener("close", resolve));
    first.close();
    widget.root.getElementById("add-product")?.click();
    await told;
    await widget.element.updateComplete;
    assert.equal(widget.focused()?.id, "product-search");
    assert.isTrue(dialog()?.matches(":modal"));
  });

  it("is sent as the posology of the dosage, with the quantity that follows from it", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    await widget.fill("Dose", "1");
    await widget.fill("Every … hours", "8");
    await widget.fill("For … days", "10");
    assert.equal((await widget.field("Quantity (tablets)")).value, "30");
    await widget.press("Add");
    await widget.pick("Diagnoses", "R51", /R51$/);
    await widget.press("Continue");
    await until("the request", sent);
    assert.deepEqual(sent().products, [
      {
        product_code: "MED-1",
        product_type: "MEDICATION",
        quantity: 30,
        posology: "1 tablet every 8 h for 10 days",
      },
    ]);
    assert.equal(sent().diagnosis_code, "R51");
  });

  it("keeps a quantity that was edited, and proposes the one of the dosage", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    const quantity = await widget.field(/^Quantity/);
    await widget.fill("Dose", "1");
    await widget.fill("Every … hours", "12");
    await widget.fill("For … days", "10");
    assert.equal(quantity.value, "20");
    await widget.seesText("= 1 box of 20");
    await widget.fill(/^Quantity/, "7");
    await widget.fill("For … days", "5");
    assert.equal(quantity.value, "7");
    await widget.press("Use 10");
    assert.equal(quantity.value, "10");
    await widget.fill("For … days", "10");
    assert.equal(quantity.value, "20");
  });

  it("has a dialog of one height, with its buttons in sight at 320 × 700, in every state", async () => {
    await setViewport({ width: 320, height: 700 });
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.field("Product");
    const box = () => {
      const { top, height } = (dialog() as HTMLElement).getBoundingClientRect();
      const { bottom } = (widget.all("dialog .foot")[0] as HTMLElement).getBoundingClientRect();
      assert.isAtMost(bottom, 700);
      return [top, height];
    };
    await Promise.all((dialog() as HTMLElement).getAnimations().map(({ finished }) => finished));
    const opened = box();
    await widget.fill("Product", "ana");
    await widget.one("[role=option]");
    assert.deepEqual(box(), opened);
    await widget.pick("Product", "ana", /MED-1/);
    await widget.fill("Dose", "1");
    assert.deepEqual(box(), opened);
    await widget.press("Add");
    await widget.one("[aria-invalid=true]");
    assert.deepEqual(box(), opened);
    await setViewport({ width: 800, height: 600 });
  });

  it("has nothing at a zoom of 400 % that keeps a finger or a wheel from scrolling the dialog", async () => {
    await setViewport({ width: 320, height: 256 });
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    /** What scrolls nothing itself, and passes nothing on to what is around it. */
    const obstacles = () =>
      widget
        .all("dialog *")
        .filter((each) => getComputedStyle(each).overscrollBehaviorY === "contain")
        .filter((each) => getComputedStyle(each).overflowY !== "visible")
        .filter(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
    await widget.fill("Product", "ana");
    await widget.one("[role=option]");
    if (isChromium) assert.deepEqual(obstacles(), []);
    await widget.pick("Product", "ana", /MED-1/);
    await widget.field("Dose");
    if (isChromium) assert.deepEqual(obstacles(), []);
    await setViewport({ width: 800, height: 600 });
  });

  it("without a quantity is not added, and has an error", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    await widget.fill(/^Quantity/, "none");
    await widget.press("Add");
    const quantity = await widget.field(/^Quantity/);
    await until("focus", () => widget.focused() === quantity);
    assert.equal(quantity.getAttribute("aria-invalid"), "true");
    assert.isNotNull(dialog());
  });

  /** The dialog for a lab test that has been chosen. */
  const chooseLabTest = async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(catalogue, () => page([product({ product_code: "LAB-1", product_type: "LAB" })])),
    );
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "lab", /LAB-1/);
  };

  it("has a quantity that typing replaces, once the product is chosen", async () => {
    await chooseLabTest();
    const quantity = await widget.field(/^Quantity/);
    await until("the keyboard", () => widget.focused() === quantity);
    assert.equal(quantity.value, "1");
    await widget.type("2");
    assert.equal(quantity.value, "2");
  });

  /** The dialog for a product that has three equivalents. */
  const withEquivalents = async () => {
    const equivalents = [1, 2, 3].map((number) =>
      product({ product_code: `MED-1${number}`, name: `Other ${number}` }),
    );
    widget = new WidgetDriver({}, (bff) => bff.on(catalogue, () => page([product({ equivalents })])));
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    const details = await widget.one<HTMLDetailsElement>("details");
    details.open = true;
    return details.querySelector('[aria-label="Use instead: Other 3"]') as HTMLElement;
  };

  it("shows its equivalents when they are unfolded", async () => {
    await setViewport({ width: 360, height: 560 });
    const last = await withEquivalents();
    const body = last.closest(".body") as HTMLElement;
    await until("the last one in sight", () => {
      const { height, bottom } = last.getBoundingClientRect();
      return height > 0 && (!isChromium || bottom <= body.getBoundingClientRect().bottom);
    });
    await setViewport({ width: 800, height: 600 });
  });

  it("keeps the keyboard when an equivalent is taken instead", async () => {
    const last = await withEquivalents();
    last.focus();
    last.click();
    await until("the keyboard", () => widget.focused()?.id === "dose");
  });

  it("gives the keyboard of a phone no search back that would open over the next question", async () => {
    const { matchMedia } = window;
    window.matchMedia = (query) =>
      query === "(pointer: coarse)" ? ({ matches: true } as MediaQueryList) : matchMedia(query);
    try {
      widget = new WidgetDriver();
      await toProducts(widget);
      const search = await widget.field("Find a product");
      search.focus();
      await widget.pick("Find a product", "ana", /MED-1/);
      await widget.fill(/^Quantity/, "30");
      await widget.press("Add");
      await until("the keyboard", () => widget.focused()?.id === "add-product");
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  for (const [presentation, unit, sentence] of [
    ["1 g · 10 vial", "vial", "1 vial every 12 h for 5 days"],
    ["1% cream, 15 g", "", undefined],
    [undefined, "", undefined],
  ] as const) {
    it(`doses ${presentation ?? "a product without a presentation"} in ${unit || "no unit that nobody chose"}`, async () => {
      widget = new WidgetDriver({}, (bff) => bff.on(catalogue, () => page([product({ presentation })])));
      await toProducts(widget);
      await widget.pick("Find a product", "ana", /MED-1/);
      assert.equal((await widget.field("Unit")).value, unit);
      await widget.fill("Dose", "1");
      await widget.fill(/^Every/, "12");
      await widget.fill(/^For/, "5");
      await widget.press("Add");
      if (sentence) {
        await until("the product", () => widget.element.flow.products.length);
        assert.equal(widget.element.flow.products[0]?.posology, sentence);
      } else {
        await until("the unit", () => widget.focused()?.id === "unit");
        assert.isEmpty(widget.element.flow.products);
      }
    });
  }

  it("finds a product of another type than the chosen one, and says of which", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(catalogue, ({ path }) =>
        page(/product_type/.test(path) ? [] : [product({ product_code: "LAB-1", product_type: "LAB" })]),
      ),
    );
    await toProducts(widget);
    await widget.press("Add product");
    await widget.fill("Product", "lab-1");
    await widget.one("[role=option]", /Lab test.*LAB-1/);
  });

  it("has no posology for products other than medication", async () => {
    await chooseLabTest();
    await widget.field(/^Quantity/);
    assert.isFalse(widget.has("input", "Dose"));
  });

  for (const isKnown of [true, false]) {
    it(`keeps the posology that the page prefilled, looked up ${isKnown ? "meanwhile" : "later"}`, async () => {
      const late = held();
      widget = new WidgetDriver(
        { prefill: { products: [{ product_code: "MED-1", quantity: 3, posology: "1 each morning" }] } },
        (bff) => bff.on(catalogue, () => late.reply),
      );
      await toProducts(widget);
      await widget.press("Edit MED-1");
      await widget.fill(/^Quantity/, "30");
      const lookUp = async () => {
        late.answer(page([product()]));
        await until("the product", () => widget.element.flow.products[0]?.product.product_type);
        await widget.element.updateComplete;
      };
      if (isKnown) await lookUp();
      await widget.press("Save");
      if (!isKnown) await lookUp();
      const [line] = widget.element.flow.products;
      assert.deepInclude(line, { product: product(), quantity: 30, posology: "1 each morning" });
    });
  }
});
