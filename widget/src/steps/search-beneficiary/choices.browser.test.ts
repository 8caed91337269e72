import { assert } from "@esm-bundle/chai";
import type { SearchField } from "@osigu-preauth/shared";
import type { FakeBff } from "../../testing/fake-bff.ts";
import { searchField } from "../../testing/fixtures.ts";
import { until, WidgetDriver } from "../../testing/widget-driver.ts";

const search = "POST /v1/sponsors/*/search";
const codes = ["CC", "CE", "TI", "XX"];

const typeOf = (...values: string[]) =>
  searchField({
    key: "document_type",
    label: "Document type",
    type: "SELECT",
    options: values.map((value) => ({ value, label: value })),
  });
const asking =
  (...fields: SearchField[]) =>
  (bff: FakeBff) =>
    void bff.on("GET /v1/sponsors/*/forms", () => ({ body: [{ form_id: "only", label: "Only", fields }] }));

describe("A choice on the search step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const show = (...fields: SearchField[]) => {
    widget = new WidgetDriver({}, asking(...fields));
  };
  const sent = async () => {
    await widget.press("Search");
    return (await until("a search", () => widget.bff.to(search).at(-1))).body;
  };
  const options = () => [...widget.root.querySelectorAll("option")].map(({ label }) => label);

  describe("of a document type", () => {
    it("names in full the types that the sponsor gives as codes", async () => {
      show(typeOf(...codes));
      await widget.field("Document type");
      await until("the names", () => options().includes("CC · Citizenship card"));
      assert.deepEqual(options().slice(1), [
        "CC · Citizenship card",
        "CE · Foreigner ID card",
        "TI · Minor's ID card",
        "XX",
      ]);
    });

    it("takes CC where CC is typed, and not the next type", async () => {
      show(typeOf(...codes));
      const field = await widget.field("Document type");
      await until("the rest", () => widget.element.deferredLoaded);
      field.focus();
      await widget.type("cc");
      assert.equal(field.value, "CC");
      assert.deepEqual(await sent(), { document_type: "CC" });
    });

    it("of which there are two is taken with one press, or with an arrow", async () => {
      show(typeOf("CC", "CE"));
      const [first, second] = await until("two of them", () => {
        const radios = widget.all<HTMLInputElement>("input[type=radio]");
        return radios.length === 2 ? radios : undefined;
      });
      assert.equal(first?.labels?.[0]?.textContent, "CC · Citizenship card");
      second?.click();
      assert.deepEqual(await sent(), { document_type: "CE" });
      await widget.press("Not this person");
      const radio = await widget.one<HTMLInputElement>("input[value=CE]");
      radio.focus();
      await widget.keys("ArrowUp");
      assert.deepEqual(await sent(), { document_type: "CC" });
    });

    it("that is missing has the focus and says so", async () => {
      show(typeOf("CC", "CE"));
      await widget.one("input[type=radio]");
      await widget.press("Search");
      await widget.seesText(widget.element.text.required);
      await until("the focus", () => (widget.focused() as HTMLInputElement | null)?.value === "CC");
      const description = widget.focused()?.closest("fieldset")?.getAttribute("aria-describedby") ?? "";
      assert.equal(widget.root.getElementById(description)?.textContent, widget.element.text.required);
      assert.equal(widget.bff.to(search).length, 0);
    });

    it("that is optional can be left out again, also where there are two", async () => {
      show({ ...typeOf("CC", "CE"), required: false });
      assert.equal((await widget.field(/^Document type/)).localName, "select");
    });
  });

  it("has the widget's own words for fields that it knows, in the page's language", async () => {
    widget = new WidgetDriver(
      { locale: "es" },
      asking(searchField({ key: "documentNumber", label: "ID no." }), searchField({ key: "constructor" })),
    );
    await widget.field("Número de documento");
    await widget.field("constructor");
  });

  it("says in the page's language where the number stands, and keeps a hint that says more", async () => {
    const hinted = (key: string, description: string) => searchField({ key, label: key, description });
    widget = new WidgetDriver(
      { locale: "es" },
      asking(
        hinted("document_number", "As on the card"),
        hinted("birth_date", "As on the card, day first"),
        hinted("policy", "As on the policy"),
      ),
    );
    await widget.seesText("Como aparece en el documento");
    await widget.seesText("As on the card, day first");
    await widget.seesText("As on the policy");
    assert.notMatch(widget.words(), /As on the card(?!,)/);
  });

  describe("that the host page prefills", () => {
    const marked = (value: string) => `\uFEFF${value}\u200B `;
    const prefilled = (given: Record<string, string>, ...fields: SearchField[]) => {
      widget = new WidgetDriver({ prefill: { beneficiarySearchInput: given } }, asking(...fields));
    };

    for (const [what, values] of [
      ["few", ["CC", "CE"]],
      ["several", codes],
      ["many", Array.from({ length: 20 }, (_, index) => `C${index}`)],
    ] as const) {
      it(`with marks that cannot be seen is chosen among ${what}`, async () => {
        const [first = ""] = values;
        prefilled({ document_type: marked(first) }, typeOf(...values));
        await until("the choice", () => {
          const radio = widget.root.querySelector<HTMLInputElement>("input:checked")?.value;
          return (radio ?? widget.root.querySelector<HTMLInputElement>("select, input")?.value)?.startsWith(
            first,
          );
        });
        assert.deepEqual(await sent(), { document_type: first });
      });
    }

    it("with marks that cannot be seen shows as a date, a number and a tick", async () => {
      const given = { birth_date: marked("1990-07-21"), age: marked("1200"), urgent: marked("true") };
      prefilled(
        given,
        searchField({ key: "birth_date", type: "DATE" }),
        searchField({ key: "age", type: "DECIMAL" }),
        searchField({ key: "urgent", type: "BOOLEAN" }),
      );
      const tick = await widget.field("urgent");
      await until("the date", () =>
        /21/.test(widget.root.querySelector<HTMLInputElement>("[name=birth_date]")?.value ?? ""),
      );
      await until("the rest", () => tick.checked);
      assert.notInclude(widget.root.querySelector<HTMLInputElement>("[name=birth_date]")?.value, "-07-");
      assert.notInclude(widget.root.querySelector<HTMLInputElement>("[name=age]")?.value, "\u200B");
      assert.deepEqual(await sent(), { birth_date: "1990-07-21", age: "1200", urgent: true });
    });
  });

  describe("of an insurer", () => {
    const insurers = (count: number) => {
      const body = Array.from({ length: count }, (_, index) => ({
        sponsor_slug: `s-${index}`,
        name: `Seguros ${index}`,
      }));
      widget = new WidgetDriver({ sponsorSlug: undefined }, (bff) => {
        bff.on("GET /v1/sponsors", () => ({ body }));
      });
      return widget.field("Insurer");
    };

    for (const count of [3, 40]) {
      it(`among ${count} is asked for by a button that says what is missing`, async () => {
        const field = await insurers(count);
        await widget.press("Continue");
        await widget.seesText(widget.element.text.required);
        await until("the focus", () => widget.focused() === field);
        assert.equal(field.getAttribute("aria-invalid"), "true");
      });
    }

    it("shows all of them when the keyboard comes, and changes nothing by Enter alone", async () => {
      const field = await insurers(40);
      assert.equal(field.placeholder, widget.element.text.chooseInsurer);
      field.focus();
      await until("all of them", () => widget.all("[role=option]").length === 40);
      await widget.keys("Enter");
      assert.equal(field.value, "");
      await widget.keys("ArrowDown", "ArrowDown", "Enter");
      assert.equal(field.value, "Seguros 1");
      await widget.field("Document number");
      await widget.one("button", "Search");
    });
  });
});
