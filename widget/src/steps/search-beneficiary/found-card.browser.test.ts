import { assert } from "@esm-bundle/chai";
import type { Beneficiary } from "@osigu-preauth/shared";
import { held, refusal } from "../../testing/fake-bff.ts";
import { beneficiary } from "../../testing/fixtures.ts";
import { find, pdf, until, WidgetDriver, withChoices } from "../../testing/widget-driver.ts";

const search = "POST /v1/sponsors/*/search";

describe("The search step", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  describe("asks whether what was chosen for one person is removed for another", () => {
    const { confirm } = window;
    let questions: string[];
    afterEach(() => Object.assign(window, { confirm }));

    /** Finds somebody else after a product and a diagnosis were chosen, and a file. `removed`: the answer. */
    const findAnother = async (removed: boolean, id = "ben-2") => {
      questions = [];
      window.confirm = (question) => {
        questions.push(question ?? "");
        return removed;
      };
      widget = new WidgetDriver();
      await withChoices(widget);
      await widget.attach(pdf());
      await widget.press("Not this person");
      widget.bff.on(search, () => ({ body: beneficiary({ beneficiary_id: id, first_name: "ANA" }) }));
      await find(widget);
      await widget.press("Continue with ANA");
      await widget.title("What is needed?");
      const { products, diagnoses, files } = widget.element.flow;
      return [products.length, diagnoses.length, files.length];
    };

    it("and removes it where the user says so", async () => {
      assert.deepEqual(await findAnother(true), [0, 0, 0]);
      assert.deepEqual(questions, [
        "Remove the products and diagnoses that were chosen for MARIA GONZALEZ? Their documents are removed in any case.",
      ]);
    });

    it("and keeps it in sight where not, and where the browser asks nothing, without the documents", async () => {
      assert.deepEqual(await findAnother(false), [1, 1, 0]);
    });

    it("but not of the same person, who keeps everything", async () => {
      assert.deepEqual(await findAnother(true, "ben-1"), [1, 1, 1]);
      assert.deepEqual(questions, []);
    });
  });

  it("stays where another number is typed while it searches", async () => {
    const late = held();
    widget = new WidgetDriver({}, (bff) => bff.on(search, () => late.reply));
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "123");
    await widget.press("Search");
    await until("the search", () => widget.bff.to(search).length);
    await widget.fill("Document number", "456");
    late.answer({ body: beneficiary({ dependents: [] }) });
    await until("its end", () => !widget.element.flow.running);
    await widget.element.updateComplete;
    assert.equal((await widget.field("Document number")).value, "456");
    assert.isUndefined(widget.element.flow.found);
  });

  it("stays where the user is at the way back when it learns that the person is the only one", async () => {
    const late = held();
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => late.reply),
    );
    await find(widget);
    const back = await widget.one("button", "Not this person");
    back.focus();
    late.answer({ body: [] });
    await until("the answer", () => widget.element.flow.dependents);
    await widget.element.updateComplete;
    assert.equal(widget.element.flow.step, "search_beneficiary");
    assert.isTrue(widget.focused() === back);
  });

  describe("shows the beneficiary found", () => {
    const child = {
      ...beneficiary({ beneficiary_id: "ben-2", first_name: "MATEO", last_name: "GONZALEZ" }),
      relationship: "CHILD",
    };
    const gone = { plan_code: "P", active: false, effective_until: undefined };

    it("with dependents, which are loaded in the background, and continues with the chosen person", async () => {
      widget = new WidgetDriver({}, (bff) => {
        bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => ({ body: [child] }));
      });
      await find(widget);
      await widget.one("input[type=radio]", /^MARIA GONZALEZ.*CC 123/);
      const radio = await widget.one<HTMLInputElement>("input[type=radio]", /MATEO/);
      assert.notInclude(radio.labels?.[0]?.textContent, "CC 123");
      radio.click();
      await widget.press("Continue with MATEO");
      await widget.title("What is needed?");
      await widget.seesText("MATEO GONZALEZ");
      assert.equal(widget.element.flow.beneficiary?.beneficiary_id, "ben-2");
    });

    it("with the question which of a family it is for asked once, and each of them once", async () => {
      const far = { plan_code: "P", active: true, effective_until: "2031-01-31" };
      widget = new WidgetDriver({}, (bff) => {
        bff.on(search, () => ({
          body: beneficiary({
            dependents: [
              { ...child, coverage: far },
              { ...child, beneficiary_id: "ben-3", coverage: gone },
            ],
          }),
        }));
      });
      await find(widget);
      const group = await widget.one("fieldset");
      assert.equal(group.getAttribute("aria-labelledby"), "step-title");
      assert.deepEqual(
        widget.all("form :is(h2, legend, [role=status])").flatMap((each) => each.textContent?.trim() || []),
        [widget.element.text.searchTitle],
      );
      assert.deepEqual(widget.all("[part=card]"), [], "the person found is shown once");
      const names = widget.all("label.person").map((each) => each.textContent?.replace(/\s+/g, " ").trim());
      assert.match(names[1] ?? "", /^MATEO GONZALEZ .*Child · Plan P · Valid until/);
      assert.match(names[2] ?? "", /Not active/);
      assert.isTrue((widget.focused() as HTMLInputElement | null)?.checked);
    });

    it("keeps the keyboard with the person when their family arrives later", async () => {
      const slow = held();
      widget = new WidgetDriver({}, (bff) => {
        bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => slow.reply);
      });
      await find(widget);
      await until("the focus on the card", () => widget.focused()?.matches("p[data-focus]"));
      slow.answer({ body: [child] });
      await until("the focus in the choice", () => widget.focused()?.matches("input[type=radio]:checked"));
    });

    it("and goes straight on with the only one, with the way back in sight", async () => {
      widget = new WidgetDriver({}, (bff) => {
        bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => ({ body: [] }));
      });
      await widget.fill("Document type", "CC");
      await widget.fill("Document number", "123");
      await widget.press("Search");
      await widget.title("What is needed?");
      await widget.seesText("MARIA GONZALEZ");
      await widget.press("Not this person");
      await widget.title("Who is it for?");
      assert.equal((await widget.field("Document number")).value, "123");
    });

    it("also when the dependents cannot be loaded", async () => {
      widget = new WidgetDriver({}, (bff) => {
        bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => refusal(503, "upstream_unavailable"));
      });
      await find(widget);
      await until("the call", () => widget.bff.to("GET /v1/sponsors/*/beneficiaries/*/dependents").length);
      await widget.press("Continue with MARIA");
      await widget.title("What is needed?");
      assert.deepEqual(widget.details("preauth-error"), []);
    });

    it("but does not continue without an active coverage", async () => {
      widget = new WidgetDriver({}, (bff) => {
        bff.on(search, () => ({ body: beneficiary({ dependents: [{ ...child, coverage: gone }] }) }));
      });
      await find(widget);
      (await widget.one("input[type=radio]", /MATEO.*Not active/)).click();
      await widget.seesText(widget.element.text.inactiveHelp);
      assert.isFalse(widget.has("button", /^Continue/));
      await widget.press("Search again");
      await widget.field("Document number");
    });

    it("as the host page's hook decorates it, with the sponsor's id and coverage", async () => {
      const decorateSearchResult = (one: Beneficiary) => ({
        ...one,
        beneficiary_id: "other",
        first_name: "Señora MARIA",
        coverage: { ...one.coverage, plan_code: "Gold card", active: false },
      });
      widget = new WidgetDriver({ hooks: { decorateSearchResult } });
      await find(widget);
      await widget.seesText("Señora MARIA GONZALEZ");
      await widget.seesText("Gold card");
      await widget.press(/^Continue/);
      await widget.title("What is needed?");
      assert.equal(widget.element.flow.beneficiary?.beneficiary_id, "ben-1");
    });

    it("also when the host page's hook throws", async () => {
      const { error } = console;
      const complaints: unknown[] = [];
      console.error = (thrown) => complaints.push(thrown);
      try {
        const thrown = new Error("a bug of the host's");
        widget = new WidgetDriver({
          hooks: {
            decorateSearchResult: () => {
              throw thrown;
            },
          },
        });
        await find(widget);
        await widget.seesText("MARIA GONZALEZ");
        assert.deepEqual(complaints, [thrown]);
      } finally {
        console.error = error;
      }
    });

    it("and returns to the unchanged form when the user declines", async () => {
      widget = new WidgetDriver();
      await find(widget);
      await widget.press("Not this person");
      assert.equal((await widget.field("Document number")).value, "123");
      assert.equal((await widget.field("Document type")).value, "CC");
    });
  });
});
