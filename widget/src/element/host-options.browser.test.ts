import { assert } from "@esm-bundle/chai";
import { held, refusal } from "../testing/fake-bff.ts";
import { outcome } from "../testing/fixtures.ts";
import { collectWarnings } from "../testing/warnings.ts";
import { pdf, toDocuments, toProducts, toReview, until, WidgetDriver } from "../testing/widget-driver.ts";

let widget: WidgetDriver;
const style = (name: string) => getComputedStyle(widget.element).getPropertyValue(name);

describe("element.update", () => {
  afterEach(() => widget.end());

  it("changes options and callbacks, and loses nothing of the request", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    const steps: string[] = [];
    widget.element.update({ locale: "es", theme: "dark", onStepChange: ({ name }) => steps.push(name) });
    await widget.title("¿Qué necesita el paciente?");
    assert.equal(widget.element.dataset.theme, "dark");
    assert.deepEqual(steps, []);
    widget.element.update({ sponsorSlug: "sponsor-sul" });
    await widget.title("¿Para quién es?");
    await until("the step", () => steps.length);
    assert.deepEqual(steps, ["search_beneficiary"]);
  });

  it("asks in the new language for what is looked up after the locale has changed", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    widget.element.update({ locale: "es" });
    await widget.title("¿Qué necesita el paciente?");
    await widget.press("Agregar producto");
    await widget.fill("Producto", "ana");
    await widget.one("[role=option]");
    const asked = widget.bff.to("GET /arc/v1/providers/products").at(-1);
    assert.equal(asked?.headers["accept-language"], "es");
  });

  it("names an option that there is not", async () => {
    widget = new WidgetDriver();
    await until("what loads later", () => widget.element.deferredLoaded);
    const warnings = collectWarnings();
    widget.element.update({ sponsorslug: "sponsor-sul" } as object);
    await until("the warning", () =>
      warnings.said.find((text) => /no option "sponsorslug".*sponsorSlug/.test(text)),
    );
    warnings.restore();
  });
});

describe("The state that a page can read", () => {
  afterEach(() => widget.end());

  it("is the step, as property and attribute", async () => {
    widget = new WidgetDriver();
    await toDocuments(widget);
    assert.equal(widget.element.step, "capture_indication");
    assert.equal(widget.element.getAttribute("step"), "capture_indication");
    widget.element.restart();
    await widget.title("Who is it for?");
    assert.equal(widget.element.getAttribute("step"), "search_beneficiary");
  });

  it("is busy while a request is submitted, and no longer", async () => {
    const answer = held();
    widget = new WidgetDriver({}, (bff) =>
      bff.on("POST /arc/v1/authorization-requests/*/complete", () => answer.reply),
    );
    await toReview(widget);
    assert.isFalse(widget.element.busy);
    await widget.press("Request authorization");
    assert.isTrue(widget.element.busy);
    await until("the attribute", () => widget.element.matches("[busy]"));
    answer.answer({ body: outcome() });
    await widget.title("Approved");
    assert.isFalse(widget.element.busy);
    assert.isFalse(widget.element.hasAttribute("busy"));
  });

  it("is busy while a file is on its way, and not for one that failed", async () => {
    const answer = held();
    widget = new WidgetDriver({}, (bff) =>
      bff.on("POST /arc/v1/authorization-requests/*/upload/files", () => answer.reply),
    );
    await toDocuments(widget);
    await widget.attach(pdf());
    await until("the upload", () => widget.element.matches("[busy]"));
    answer.answer(refusal(415, "file_type_not_allowed"));
    await until("its end", () => !widget.element.matches("[busy]"));
    assert.isFalse(widget.element.busy);
  });
});

describe("The option appearance", () => {
  afterEach(() => widget.end());

  it("sets the CSS variables, and takes back what is no longer named", async () => {
    widget = new WidgetDriver({
      appearance: { preset: "square", variables: { colorPrimary: "rebeccapurple", radiusLg: "3px" } },
    });
    await until("the colour", () => style("--osigu-color-primary"));
    assert.equal(style("--osigu-color-primary"), "rebeccapurple");
    assert.equal(style("--osigu-radius-sm"), "0");
    assert.equal(style("--osigu-radius-lg"), "3px");
    widget.element.appearance = { preset: "compact" };
    await until("the size", () => style("--osigu-font-size-base") === "14px");
    assert.equal(style("--osigu-color-primary"), "");
    widget.element.appearance = undefined;
    await until("the default", () => style("--osigu-font-size-base") === "");
  });

  it("gives way to the page's own rule for the element, and cannot leave its rule", async () => {
    const page = document.createElement("style");
    page.textContent = "osigu-preauth { --osigu-radius-sm: 9px }";
    document.head.append(page);
    widget = new WidgetDriver({
      appearance: { preset: "square", variables: { colorBg: "red} .widget{display:none" } },
    });
    await until("the preset", () => style("--osigu-radius-md") === "0");
    assert.equal(style("--osigu-radius-sm"), "9px");
    await widget.field("Document number");
    page.remove();
  });
});

describe("The sandbox badge", () => {
  afterEach(() => widget.end());
  const tokenOf = (environment: string) =>
    `e30.${btoa(JSON.stringify({ host: "clinica", origins: [], aud: `osigu-preauth/${environment}` })).replaceAll("=", "")}.x`;

  it("shows where the BFF works with the sandbox, and moves nothing", async () => {
    widget = new WidgetDriver({ getToken: async () => tokenOf("sandbox") });
    await widget.field("Document number");
    const before = widget.element.getBoundingClientRect().height;
    await widget.seesText("Test mode");
    // A layout shift begins with a whole pixel.
    assert.closeTo(widget.element.getBoundingClientRect().height, before, 0.9);
  });

  it("covers neither the title nor the progress, on a phone and on a desk", async () => {
    widget = new WidgetDriver({ getToken: async () => tokenOf("sandbox") });
    await toProducts(widget);
    const badge = await widget.one(".badge");
    for (const [width, beside] of [
      [280, [".count", "h2", ".for"]],
      [700, ["h2", ".progress li:last-child", ".for"]],
    ] as const) {
      widget.element.style.inlineSize = `${width}px`;
      await Promise.all((await widget.one("form")).getAnimations().map(({ finished }) => finished));
      const { top, bottom, left, right } = badge.getBoundingClientRect();
      for (const selector of beside) {
        const words = document.createRange();
        words.selectNodeContents(await widget.one(selector));
        for (const line of words.getClientRects())
          assert.isTrue(
            line.right <= left || line.left >= right || line.bottom <= top || line.top >= bottom,
            `${selector} at ${width} px`,
          );
      }
    }
  });

  for (const [what, token] of [
    ["in production", tokenOf("production")],
    ["with a token that says nothing", "token-1"],
  ] as const) {
    it(`does not show ${what}`, async () => {
      widget = new WidgetDriver({ getToken: async () => token });
      await toProducts(widget);
      assert.notInclude(widget.words(), "Test mode");
    });
  }
});
