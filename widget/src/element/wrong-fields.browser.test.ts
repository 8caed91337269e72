import { assert } from "@esm-bundle/chai";
import type { LocaleTag } from "../public/options.ts";
import { searchField } from "../testing/fixtures.ts";
import { toDocuments, toProducts, until, WidgetDriver } from "../testing/widget-driver.ts";

const fields = (count: number) =>
  Array.from({ length: count }, (_, index) => searchField({ key: `field ${index}` }));

describe("A refused step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const show = (count: number, locale: LocaleTag = "en") => {
    widget = new WidgetDriver({ locale }, (bff) => {
      bff.on("GET /v1/sponsors/*/forms", () => ({
        body: [{ form_id: "only", label: "Only", fields: fields(count) }],
      }));
    });
    return widget.field("field 0");
  };
  for (const [locale, one, three] of [
    ["en", "1 field needs attention.", "3 fields need attention."],
    ["es", "1 campo requiere atención.", "3 campos requieren atención."],
    ["pt-BR", "1 campo precisa de atenção.", "3 campos precisam de atenção."],
  ] as const) {
    for (const [count, words] of [
      [1, one],
      [3, three],
    ] as const) {
      it(`says in ${locale} that ${count} of its fields need attention, once, and goes to the first`, async () => {
        const first = await show(count, locale);
        (await widget.one("button.primary")).click();
        await widget.seesText(words);
        await until("the focus", () => widget.focused() === first);
        await widget.hears(words);
        assert.equal(widget.announced.filter((message) => message === words).length, 1);
      });
    }
  }

  it("counts down as they are filled in, without saying it again", async () => {
    await show(3);
    await widget.press("Search");
    await widget.seesText("3 fields need attention.");
    await widget.fill("field 0", "x");
    await widget.seesText("2 fields need attention.");
    await widget.fill("field 1", "x");
    await widget.fill("field 2", "x");
    await until("nothing left", () => !widget.words().includes("attention"));
    assert.deepEqual(
      widget.announced.filter((message) => /attention/.test(message)),
      ["3 fields need attention."],
    );
  });

  it("is the only one that counts: leaving a field does not", async () => {
    await show(2);
    await until("the rest", () => widget.element.deferredLoaded);
    await widget.fill("field 0", "x");
    await widget.fill("field 0", "");
    (await widget.field("field 1")).focus();
    await widget.seesText("Fill in this field");
    assert.notInclude(widget.words(), "attention");
  });

  it("counts products and diagnoses that are missing", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Continue");
    await widget.seesText("2 fields need attention.");
  });

  it("counts documents that are missing", async () => {
    widget = new WidgetDriver();
    await toDocuments(widget);
    await widget.press("Continue");
    await widget.seesText("1 field needs attention.");
  });

  it("that is a dialog tells it inside of it", async () => {
    widget = new WidgetDriver();
    await toProducts(widget);
    await widget.press("Add product");
    await widget.pick("Product", "ana", /MED-1/);
    await widget.fill("Dose", "1");
    await widget.press("Add");
    const status = await widget.one("dialog [role=status]");
    await until("the count", () => status.textContent === "3 fields need attention.");
  });
});
