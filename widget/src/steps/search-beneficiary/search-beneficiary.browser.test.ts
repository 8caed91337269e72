import { assert } from "@esm-bundle/chai";
import type { Beneficiary, SearchField } from "@osigu-preauth/shared";
import { type FakeBff, refusal } from "../../testing/fake-bff.ts";
import { beneficiary, searchField } from "../../testing/fixtures.ts";
import { find, until, WidgetDriver } from "../../testing/widget-driver.ts";

const search = "POST /v1/sponsors/*/search";
const many = Array.from({ length: 300 }, (_, index) => ({
  value: String(1000 + index),
  label: `${index % 2 ? "Río" : "San"} Claro ${index}`,
}));

/** A sponsor whose form has these fields. */
const asking =
  (...fields: SearchField[]) =>
  (insurer: FakeBff) => {
    insurer.on("GET /v1/sponsors/*/forms", () => ({ body: [{ form_id: "only", label: "Only", fields }] }));
  };

describe("The search step", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  const show = (...fields: SearchField[]) => {
    trial = new WidgetDriver({}, asking(...fields));
    return trial;
  };
  const sent = async () => {
    await trial.press("Search");
    const call = await until("a search", () => trial.bff.to(search).at(-1));
    return call.body as Record<string, unknown>;
  };
  const leave = async () => {
    await trial.keys("Tab");
  };
  const status = () => trial.root.querySelector(".widget > [role=status]")?.textContent;
  const describedBy = (control: Element) =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.trim() ?? "")
      .join(" ")
      .trim();

  describe("asks for a date", () => {
    it("as people write it, and sends it as ISO", async () => {
      show(searchField({ key: "birth_date", label: "Date of birth", type: "DATE" }));
      const field = await trial.field("Date of birth");
      assert.equal(field.placeholder, "MM/DD/YYYY");
      assert.equal(field.inputMode, "numeric");
      assert.equal(field.getAttribute("autocomplete"), "bday");
      field.focus();
      await trial.type("7/21/90");
      assert.equal(field.value, "7/21/90", "typing is left alone");
      await leave();
      assert.equal(field.value, "07/21/1990");
      assert.deepEqual(await sent(), { birth_date: "1990-07-21" });
    });

    it("keeps what it does not understand, and says what it looks like", async () => {
      show(searchField({ key: "from", label: "From", type: "DATE" }));
      const field = await trial.field("From");
      field.focus();
      await trial.type("yesterday");
      await leave();
      assert.equal(field.value, "yesterday");
      assert.include(describedBy(field), "MM/DD/YYYY");
    });
  });

  it("takes a decimal with either mark, and shows the locale's own", async () => {
    show(
      searchField({ key: "budget", label: "Budget", type: "CURRENCY", prefix: "$", decimal_precision: 2 }),
    );
    const field = await trial.field("Budget");
    assert.equal(field.inputMode, "decimal");
    field.focus();
    await trial.type("1.250,50");
    assert.equal(field.value, "1.250,50");
    await leave();
    assert.equal(field.value, "1250.50");
    assert.deepEqual(await sent(), { budget: "1250.50" });
  });

  describe("checks a field when it is left", () => {
    const email = () =>
      show(searchField({ key: "email", label: "E-mail", type: "EMAIL" }), searchField({ key: "more" }));

    it("and says so to those who are elsewhere already, who stay there", async () => {
      email();
      const field = await trial.field("E-mail");
      await until("the rest", () => trial.element.deferredLoaded);
      field.focus();
      await trial.type("ana");
      assert.isFalse(field.hasAttribute("aria-invalid"));
      await leave();
      assert.equal(field.getAttribute("aria-invalid"), "true");
      await until("an announcement", () => status()?.includes("E-mail: Write it like name@example.com"));
      assert.equal(trial.focused()?.getAttribute("name"), "more");
    });

    it("and takes the complaint back as soon as it is right", async () => {
      email();
      const field = await trial.field("E-mail");
      await until("the rest", () => trial.element.deferredLoaded);
      field.focus();
      await trial.type("ana");
      await leave();
      field.focus();
      await trial.keys("End");
      await trial.type("@mail.example");
      assert.isFalse(field.hasAttribute("aria-invalid"));
      assert.isTrue(trial.focused() === field);
    });

    it("but not when nothing was put there", async () => {
      email();
      const field = await trial.field("E-mail");
      await until("the rest", () => trial.element.deferredLoaded);
      field.focus();
      await leave();
      assert.isFalse(field.hasAttribute("aria-invalid"));
    });
  });

  it("goes to the first wrong field when it is sent, and sends nothing", async () => {
    show(
      searchField({ key: "a", label: "A", required: false }),
      searchField({ key: "b", label: "B" }),
      searchField({ key: "c", label: "C" }),
    );
    await trial.one("button", "Search");
    await trial.press("Search");
    const field = await trial.field("B");
    await until("the focus", () => trial.focused() === field);
    assert.equal(trial.bff.to(search).length, 0);
    await (await trial.field("C")).focus();
    await trial.type("x");
    assert.equal(trial.focused()?.getAttribute("name"), "c", "whoever mends another one stays there");
  });

  it("shows a sponsor's refusal on its own field, in the person's language", async () => {
    show(
      searchField({ key: "member_id", label: "Member" }),
      searchField({ key: "birth_date", label: "Born" }),
    );
    trial.bff.on(search, () =>
      refusal(422, "validation_failed", {
        errors: [{ path: "fields.birthDate", message: "Upstream words." }],
      }),
    );
    await trial.fill("Member", "1");
    await trial.fill("Born", "2");
    await trial.press("Search");
    const field = await trial.field("Born");
    await until("the refusal", () => field.getAttribute("aria-invalid"));
    assert.equal(describedBy(field), trial.element.text.refused);
    assert.notInclude(trial.words(), "Upstream");
    await until("the focus", () => trial.focused() === field);
  });

  describe("offers hundreds of choices", () => {
    const town = searchField({ key: "town", label: "Town", type: "DROPDOWN", options: many });

    it("to be searched without accents, and sends the value of what is taken", async () => {
      show(town);
      const field = await trial.field("Town");
      assert.equal(field.getAttribute("role"), "combobox");
      field.focus();
      await trial.type("rio 17");
      await until("results", () => trial.all("[role=option]").length > 1);
      await trial.keys("Enter");
      assert.equal(field.value, "Río Claro 17");
      assert.deepEqual(await sent(), { town: "1017" });
    });

    it("all at once when it is opened, and takes a label that is typed out", async () => {
      show(town);
      const field = await trial.field("Town");
      field.focus();
      await trial.keys("ArrowDown");
      await until("all of them", () => trial.all("[role=option]").length === 300);
      await trial.keys("Escape");
      await trial.type("san claro 42");
      await leave();
      assert.equal(field.value, "San Claro 42");
      assert.deepEqual(await sent(), { town: "1042" });
    });

    it("and keeps, refused, what is none of them", async () => {
      show(town, searchField({ key: "more", required: false }));
      const field = await trial.field("Town");
      field.focus();
      await trial.type("Atlantis");
      await leave();
      assert.equal(field.value, "Atlantis");
      assert.equal(field.getAttribute("aria-invalid"), "true");
    });
  });

  it("searches the sponsors where there are many", async () => {
    const sponsors = Array.from({ length: 40 }, (_, index) => ({
      sponsor_slug: `s-${index}`,
      name: `Seguros ${index}`,
    }));
    trial = new WidgetDriver({ sponsorSlug: undefined }, (insurer) => {
      insurer.on("GET /v1/sponsors", () => ({ body: sponsors }));
    });
    const field = await trial.field("Insurer");
    field.focus();
    await trial.type("Seguros 37");
    assert.equal(field.value, "Seguros 37");
    await trial.field("Document number");
    assert.equal(trial.bff.to("GET /v1/sponsors/*/forms").at(-1)?.path, "/v1/sponsors/s-37/forms");
  });

  it("looks a diagnosis up and sends its code, or the code that is typed", async () => {
    show(searchField({ key: "why", label: "Why", type: "CHIEF_COMPLAINT_DIAGNOSES" }));
    const field = await trial.field("Why");
    await trial.pick("Why", "head", /R51$/);
    assert.equal(field.value, "Headache");
    assert.deepEqual(await sent(), { why: "R51" });
    await trial.press("Not this person");
    await trial.fill("Why", "G43.9");
    assert.deepEqual(await sent(), { why: "G43.9" });
  });

  describe("takes a small file", () => {
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
      await trial.one("input[type=file]");
      await trial.attach(file(30));
      await trial.seesText("card.pdf");
      assert.deepEqual(await sent(), { scan: btoa("%".repeat(30)) });
    });

    it("says so where it is too large, empty, or of another kind", async () => {
      show(scan);
      await trial.one("input[type=file]");
      await trial.seesText("45 kB");
      const { problems } = trial.element.text;
      await trial.attach(file(45_001));
      await trial.seesText(problems.file_too_large);
      await trial.attach(file(0));
      await trial.seesText(problems.file_empty);
      await trial.attach(file(9, "image/gif"));
      await trial.seesText(problems.file_type_not_allowed);
      await trial.attach(file(45_000));
      await trial.seesText("card.pdf");
      assert.equal(((await sent()).scan as string).length, 60_000);
    });

    it("can be taken away again", async () => {
      show({ ...scan, required: false });
      await trial.one("input[type=file]");
      await trial.attach(file(30));
      await trial.press("Remove card.pdf");
      assert.deepEqual(await sent(), {});
    });
  });

  it("shows what only shapes or shows, in the sponsor's order and groups, and sends none of it", async () => {
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
    await trial.seesText(/The member.*Mind this.*Be quick.*Doctor.*Dr\. Paz.*Both.*A.*B.*Last/s);
    const group = await trial.one("fieldset");
    assert.equal(group.querySelectorAll("input").length, 2);
    await trial.fill("A", "1");
    await trial.fill("Last", "2");
    assert.deepEqual(await sent(), { a: "1", b: false, last: "2", doctor: "Dr. Paz" });
  });

  it("keeps the keyboard where it is when the rest of the widget arrives", async () => {
    trial = new WidgetDriver();
    const field = await trial.field("Document number");
    field.focus();
    await trial.type("12");
    await until("the rest", () => trial.element.deferredLoaded);
    await trial.element.updateComplete;
    await trial.type("34");
    assert.equal(field.value, "1234");
    assert.isTrue(trial.focused() === field);
    assert.isTrue(field.isConnected);
  });

  it("has several forms beside each other, and keeps what was typed in each", async () => {
    const form = (form_id: string, ...fields: SearchField[]) => ({ form_id, label: `By ${form_id}`, fields });
    const options = ["X", "Y"].map((value) => ({ value, label: value }));
    trial = new WidgetDriver({}, (insurer) => {
      const body = [
        form("kind", searchField({ key: "kind", label: "Kind", type: "SELECT", options })),
        form("member", searchField({ key: "member", label: "Member" })),
      ];
      insurer.on("GET /v1/sponsors/*/forms", () => ({ body }));
    });
    await trial.fill("Kind", "Y");
    const [first, second] = await until("two ways", () => {
      const radios = trial.all<HTMLInputElement>("input[type=radio]");
      return radios.length === 2 ? radios : undefined;
    });
    second?.click();
    await trial.fill("Member", "7");
    first?.click();
    await trial.element.updateComplete;
    assert.equal((await trial.field("Kind")).value, "Y");
    second?.click();
    assert.equal((await trial.field("Member")).value, "7");
  });

  describe("shows the person found", () => {
    const child = {
      ...beneficiary({ beneficiary_id: "ben-2", first_name: "MATEO", last_name: "GONZALEZ" }),
      relationship: "CHILD",
    };
    const gone = { plan_code: "P", active: false, effective_until: undefined };

    it("with those covered through them, asked for beside, and goes on with whom one chooses", async () => {
      trial = new WidgetDriver({}, (insurer) => {
        insurer.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => ({ body: [child] }));
      });
      await find(trial);
      const radio = await trial.one<HTMLInputElement>("input[type=radio]", /MATEO/);
      radio.click();
      await trial.press("Continue with MATEO");
      await trial.title("What is needed?");
      await trial.seesText("MATEO GONZALEZ");
      assert.equal(trial.element.flow.beneficiary?.beneficiary_id, "ben-2");
    });

    it("and says nothing when those cannot be had", async () => {
      trial = new WidgetDriver({}, (insurer) => {
        insurer.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () =>
          refusal(503, "upstream_unavailable"),
        );
      });
      await find(trial);
      await until("the call", () => trial.bff.to("GET /v1/sponsors/*/beneficiaries/*/dependents").length);
      await trial.press("Continue with MARIA");
      await trial.title("What is needed?");
      assert.deepEqual(trial.details("preauth-error"), []);
    });

    it("but goes on with nobody who is not covered", async () => {
      trial = new WidgetDriver({}, (insurer) => {
        insurer.on(search, () => ({ body: beneficiary({ dependents: [{ ...child, coverage: gone }] }) }));
      });
      await find(trial);
      (await trial.one("input[type=radio]", /MATEO.*Not active/)).click();
      await trial.seesText(trial.element.text.inactiveHelp);
      assert.isFalse(trial.has("button", /^Continue/));
    });

    it("as the host's hook says, while the insurer's word on who it is and whether they are covered stands", async () => {
      const decorateSearchResult = (one: Beneficiary) => ({
        ...one,
        beneficiary_id: "other",
        first_name: "Señora MARIA",
        coverage: { ...one.coverage, plan_code: "Gold card", active: false },
      });
      trial = new WidgetDriver({ hooks: { decorateSearchResult } });
      await find(trial);
      await trial.seesText("Señora MARIA GONZALEZ");
      await trial.seesText("Gold card");
      await trial.press(/^Continue/);
      await trial.title("What is needed?");
      assert.equal(trial.element.flow.beneficiary?.beneficiary_id, "ben-1");
    });

    it("also when the host's hook throws", async () => {
      const { error } = console;
      const complaints: unknown[] = [];
      console.error = (thrown) => complaints.push(thrown);
      try {
        const thrown = new Error("a bug of the host's");
        trial = new WidgetDriver({
          hooks: {
            decorateSearchResult: () => {
              throw thrown;
            },
          },
        });
        await find(trial);
        await trial.seesText("MARIA GONZALEZ");
        assert.deepEqual(complaints, [thrown]);
      } finally {
        console.error = error;
      }
    });

    it("and goes back to the form as it was when it is somebody else", async () => {
      trial = new WidgetDriver();
      await find(trial);
      await trial.press("Not this person");
      assert.equal((await trial.field("Document number")).value, "123");
      assert.equal((await trial.field("Document type")).value, "CC");
    });
  });
});
