import { assert } from "@esm-bundle/chai";
import type { SearchField } from "@osigu-preauth/shared";
import { type FakeBff, refusal } from "../../testing/fake-bff.ts";
import { searchField } from "../../testing/fixtures.ts";
import { until, WidgetDriver } from "../../testing/widget-driver.ts";

const search = "POST /v1/sponsors/*/search";
const many = Array.from({ length: 300 }, (_, index) => ({
  value: String(1000 + index),
  label: `${index % 2 ? "Río" : "San"} Claro ${index}`,
}));

/** A sponsor whose form has these fields. */
const asking =
  (...fields: SearchField[]) =>
  (bff: FakeBff) => {
    bff.on("GET /v1/sponsors/*/forms", () => ({ body: [{ form_id: "only", label: "Only", fields }] }));
  };

describe("The search step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const show = (...fields: SearchField[]) => {
    widget = new WidgetDriver({}, asking(...fields));
    return widget;
  };
  const sent = async () => {
    await widget.press("Search");
    const call = await until("a search", () => widget.bff.to(search).at(-1));
    return call.body as Record<string, unknown>;
  };
  const leave = async () => {
    await widget.keys("Tab");
  };
  const describedBy = (control: Element) =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.trim() ?? "")
      .join(" ")
      .trim();

  describe("has a date field that takes dates", () => {
    it("in the format of the locale, and sends it as ISO", async () => {
      show(searchField({ key: "birth_date", label: "Date of birth", type: "DATE" }));
      const field = await widget.field("Date of birth");
      assert.equal(field.placeholder, "MM/DD/YYYY");
      assert.equal(field.inputMode, "numeric");
      assert.equal(field.getAttribute("autocomplete"), "bday");
      field.focus();
      await widget.type("7/21/90");
      assert.equal(field.value, "7/21/90", "typing is left alone");
      await leave();
      assert.equal(field.value, "07/21/1990");
      assert.deepEqual(await sent(), { birth_date: "1990-07-21" });
    });

    it("keeps invalid text, and shows an example", async () => {
      show(searchField({ key: "from", label: "From", type: "DATE" }));
      const field = await widget.field("From");
      field.focus();
      await widget.type("yesterday");
      await leave();
      assert.equal(field.value, "yesterday");
      assert.include(describedBy(field), "MM/DD/YYYY");
    });
  });

  it("accepts both decimal separators, and shows that of the locale", async () => {
    show(
      searchField({ key: "budget", label: "Budget", type: "CURRENCY", prefix: "$", decimal_precision: 2 }),
    );
    const field = await widget.field("Budget");
    assert.equal(field.inputMode, "decimal");
    field.focus();
    await widget.type("1.250,50");
    assert.equal(field.value, "1.250,50");
    await leave();
    assert.equal(field.value, "1250.50");
    assert.deepEqual(await sent(), { budget: "1250.50" });
  });

  describe("validates a field on blur", () => {
    const email = () =>
      show(searchField({ key: "email", label: "E-mail", type: "EMAIL" }), searchField({ key: "more" }));

    it("and announces the error without moving the focus", async () => {
      email();
      const field = await widget.field("E-mail");
      await until("the rest", () => widget.element.deferredLoaded);
      field.focus();
      await widget.type("ana");
      assert.notEqual(field.getAttribute("aria-invalid"), "true");
      await leave();
      assert.equal(field.getAttribute("aria-invalid"), "true");
      await widget.hears("E-mail: Write it like name@example.com");
      assert.equal(widget.focused()?.getAttribute("name"), "more");
    });

    it("and removes the error as soon as the value is valid", async () => {
      email();
      const field = await widget.field("E-mail");
      await until("the rest", () => widget.element.deferredLoaded);
      field.focus();
      await widget.type("ana");
      await leave();
      field.focus();
      await widget.keys("End");
      await widget.type("@mail.example");
      assert.notEqual(field.getAttribute("aria-invalid"), "true");
      assert.isTrue(widget.focused() === field);
    });

    it("but not when it was never edited", async () => {
      email();
      const field = await widget.field("E-mail");
      await until("the rest", () => widget.element.deferredLoaded);
      field.focus();
      await leave();
      assert.notEqual(field.getAttribute("aria-invalid"), "true");
    });
  });

  it("moves the focus to the first invalid field on submit, and sends nothing", async () => {
    show(
      searchField({ key: "a", label: "A", required: false }),
      searchField({ key: "b", label: "B" }),
      searchField({ key: "c", label: "C" }),
    );
    await widget.one("button", "Search");
    await widget.press("Search");
    const field = await widget.field("B");
    await until("the focus", () => widget.focused() === field);
    assert.equal(widget.bff.to(search).length, 0);
    await (await widget.field("C")).focus();
    await widget.type("x");
    assert.equal(widget.focused()?.getAttribute("name"), "c", "the focus stays in another field");
  });

  it("shows a sponsor's error on its field, in the user's language", async () => {
    show(
      searchField({ key: "member_id", label: "Member" }),
      searchField({ key: "birth_date", label: "Date of birth" }),
    );
    widget.bff.on(search, () =>
      refusal(422, "validation_failed", {
        errors: [{ path: "fields.birthDate", message: "Upstream words." }],
      }),
    );
    await widget.fill("Member", "1");
    await widget.fill("Date of birth", "2");
    await widget.press("Search");
    const field = await widget.field("Date of birth");
    await until("the refusal", () => field.getAttribute("aria-invalid") === "true");
    assert.equal(describedBy(field), widget.element.text.refused);
    assert.notInclude(widget.words(), "Upstream");
    await until("the focus", () => widget.focused() === field);
    await widget.seesText("1 field needs attention.");
    assert.notInclude(widget.words(), "marked fields", "it is said once");
  });

  describe("offers hundreds of options", () => {
    const town = searchField({ key: "town", label: "Town", type: "DROPDOWN", options: many });

    it("with a search that ignores accents, and sends the value of the selected option", async () => {
      show(town);
      const field = await widget.field("Town");
      assert.equal(field.getAttribute("role"), "combobox");
      field.focus();
      await widget.type("rio 17");
      await until("results", () => widget.all("[role=option]").length > 1);
      await widget.keys("Enter");
      assert.equal(field.value, "Río Claro 17");
      assert.deepEqual(await sent(), { town: "1017" });
    });

    it("shows all options when it opens, and accepts a label that is typed in full", async () => {
      show(town);
      const field = await widget.field("Town");
      field.focus();
      await widget.keys("ArrowDown");
      await until("all of them", () => widget.all("[role=option]").length === 300);
      await widget.keys("Escape");
      await widget.type("san claro 42");
      await leave();
      assert.equal(field.value, "San Claro 42");
      assert.deepEqual(await sent(), { town: "1042" });
    });

    it("and keeps text that is no option, with an error", async () => {
      show(town, searchField({ key: "more", required: false }));
      const field = await widget.field("Town");
      field.focus();
      await widget.type("Atlantis");
      await leave();
      assert.equal(field.value, "Atlantis");
      assert.equal(field.getAttribute("aria-invalid"), "true");
    });
  });

  it("has a search for many sponsors", async () => {
    const sponsors = Array.from({ length: 40 }, (_, index) => ({
      sponsor_slug: `s-${index}`,
      name: `Seguros ${index}`,
    }));
    widget = new WidgetDriver({ sponsorSlug: undefined }, (bff) => {
      bff.on("GET /v1/sponsors", () => ({ body: sponsors }));
    });
    const field = await widget.field("Insurer");
    field.focus();
    await widget.type("Seguros 37");
    assert.equal(field.value, "Seguros 37");
    await widget.field("Document number");
    assert.equal(widget.bff.to("GET /v1/sponsors/*/forms").at(-1)?.path, "/v1/sponsors/s-37/forms");
  });

  it("searches a diagnosis and sends its code, or the typed code", async () => {
    show(searchField({ key: "why", label: "Why", type: "CHIEF_COMPLAINT_DIAGNOSES" }));
    const field = await widget.field("Why");
    await widget.pick("Why", "head", /R51$/);
    assert.equal(field.value, "Headache");
    assert.deepEqual(await sent(), { why: "R51" });
    await widget.press("Not this person");
    await widget.fill("Why", "G43.9");
    assert.deepEqual(await sent(), { why: "G43.9" });
  });

  describe("accepts a small file", () => {
    const scan = searchField({
      key: "scan",
      label: "Scan",
      type: "FILE_UPLOAD",
      mime_types: ["application/pdf"],
    });
    const file = (size: number, type = "application/pdf") =>
      new File([new Uint8Array(size).fill(37)], "card.pdf", { type });

    it("and sends it as Base64", async () => {
      show(scan);
      await widget.one("input[type=file]");
      await widget.attach(file(30));
      await widget.seesText("card.pdf");
      assert.deepEqual(await sent(), { scan: btoa("%".repeat(30)) });
    });

    it("refuses files that are too large, empty or of another type", async () => {
      show(scan);
      await widget.one("input[type=file]");
      await widget.seesText("45 kB");
      const { problems } = widget.element.text;
      await widget.attach(file(45_001));
      await widget.seesText(problems.file_too_large);
      await widget.attach(file(0));
      await widget.seesText(problems.file_empty);
      await widget.attach(file(9, "image/gif"));
      await widget.seesText(problems.file_type_not_allowed);
      await widget.attach(file(45_000));
      await widget.seesText("card.pdf");
      assert.equal(((await sent()).scan as string).length, 60_000);
    });

    it("can be removed again", async () => {
      show({ ...scan, required: false });
      await widget.one("input[type=file]");
      await widget.attach(file(30));
      await widget.press("Remove card.pdf");
      assert.deepEqual(await sent(), {});
    });
  });

  it("shows layout fields and cards in the sponsor's order and groups, and does not send layout fields", async () => {
    show(
      searchField({ key: "last", label: "Last", show_order: 9 }),
      searchField({
        key: "note",
        label: "Mind this",
        type: "TEXT_LIST",
        show_order: 3,
        options: [{ value: "n", label: "Be quick" }],
      }),
      searchField({ key: "title", label: "The member", type: "SECTION_TITLE", show_order: 1 }),
      searchField({ key: "line", label: "", type: "DASHED_DIVIDER", show_order: 4 }),
      searchField({
        key: "doctor",
        label: "Doctor",
        type: "DOCTOR_CARD",
        show_order: 5,
        default_value: "Dr. Paz",
      }),
      searchField({ key: "a", label: "A", group_name: "Both", show_order: 6 }),
      searchField({ key: "b", label: "B", group_name: "Both", show_order: 7, type: "BOOLEAN" }),
    );
    await widget.seesText(/The member.*Mind this.*Be quick.*Doctor.*Dr\. Paz.*Both.*A.*B.*Last/s);
    const group = await widget.one("fieldset");
    assert.equal(group.querySelectorAll("input").length, 2);
    await widget.fill("A", "1");
    await widget.fill("Last", "2");
    assert.deepEqual(await sent(), { a: "1", b: false, last: "2", doctor: "Dr. Paz" });
  });

  it("keeps the focus when the deferred modules are loaded", async () => {
    widget = new WidgetDriver();
    const field = await widget.field("Document number");
    field.focus();
    await widget.type("12");
    await until("the rest", () => widget.element.deferredLoaded);
    await widget.element.updateComplete;
    await widget.type("34");
    assert.equal(field.value, "1234");
    assert.isTrue(widget.focused() === field);
    assert.isTrue(field.isConnected);
  });

  it("offers several forms, and keeps the values of each", async () => {
    const form = (form_id: string, ...fields: SearchField[]) => ({ form_id, label: `By ${form_id}`, fields });
    const options = ["W", "X", "Y", "Z"].map((value) => ({ value, label: value }));
    widget = new WidgetDriver({}, (bff) => {
      const body = [
        form("kind", searchField({ key: "kind", label: "Kind", type: "SELECT", options })),
        form("member", searchField({ key: "member", label: "Member" })),
      ];
      bff.on("GET /v1/sponsors/*/forms", () => ({ body }));
    });
    await widget.fill("Kind", "Y");
    const [first, second] = await until("two ways", () => {
      const radios = widget.all<HTMLInputElement>("input[type=radio]");
      return radios.length === 2 ? radios : undefined;
    });
    second?.click();
    await widget.fill("Member", "7");
    first?.click();
    await widget.element.updateComplete;
    assert.equal((await widget.field("Kind")).value, "Y");
    second?.click();
    assert.equal((await widget.field("Member")).value, "7");
  });
});
