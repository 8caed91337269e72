import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { languageOf } from "../sandbox/language/language.ts";
import { translate } from "../sandbox/language/translate.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { journeyOf, search } from "./journey.ts";
import { KeyboardPage } from "./keyboard-page.ts";

describe("a person at a sponsor's search form", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  const openPage = async (sponsor: string, locale = "en") => {
    const { widget, errors, close } = await environment.openPage({ sponsor, locale });
    return { widget: new KeyboardPage(widget.tab), errors, close };
  };
  const searches = () => environment.stack.sandbox.state.calls.of("searchBeneficiary");

  for (const [locale, date, weight, budget] of [
    ["es", "28/02/1979", "61,5", "1.250,50"],
    ["pt-BR", "28-2-79", "61,5", "R$ 1.250,50"],
    ["en", "2/28/1979", "61.5", "$1,250.50"],
  ] as const) {
    test(`writes dates and decimals as in ${locale}, and the sponsor reads what it asked for`, async () => {
      // The sponsor answers in the language of the page.
      const spoken = (label: string) =>
        translate(label, languageOf({ headers: { "accept-language": locale } }));
      const labelled = (label: string) => new RegExp(`^${spoken(label)}`);
      const { widget, errors, close } = await openPage("sponsor-every-field", locale);
      await widget.fill(labelled("Member number"), "EE-0028");
      await widget.fill(labelled("Date of birth"), date);
      await widget.choose(labelled("Kind of document"), "PP", spoken("Passport"));
      await widget.fill(labelled("Weight"), weight);
      await widget.fill(labelled("Budget"), budget);
      await widget.check(labelled("It is urgent"));
      await widget.press(/^(Buscar|Search)$/);
      // The only person found needs no press: the next step opens, with the way back above it.
      await widget.tab.waitFor(() =>
        document.querySelector("osigu-preauth")?.shadowRoot?.querySelector("[part=beneficiary]"),
      );
      await widget.press(/^(No es|Não é|Not this) /);
      const written = locale === "en" ? ["02/28/1979", "1250.50"] : ["28/02/1979", "1250,50"];
      assert.equal(await widget.valueOf(labelled("Date of birth")), written[0]);
      assert.equal(await widget.valueOf(labelled("Budget")), written[1]);
      assert.deepEqual(await errors(), []);
      await close();
    });
  }

  test("is told of a wrong field as it is left, and sends nothing that would be refused", async () => {
    const { widget, close } = await openPage("sponsor-every-field");
    const before = searches().length;
    await widget.fill(/^Member number/, "0028");
    await widget.fill(/^E-mail/, "paula");
    await widget.waitForText("Write it like EE-0000");
    await widget.press("Search");
    await widget.waitForText("Write it like name@example.com");
    const focused = await widget.tab.evaluate(() => window.finder.focused()?.getAttribute("name"));
    assert.equal(focused, "member_id");
    assert.equal(searches().length, before);
    await close();
  });

  for (const path of ["birth_date", "/fields/birth_date", "search.birthDate", "fields[4]"]) {
    test(`sees a refusal of ${path} at the field that it means`, async () => {
      const { widget, close } = await openPage("sponsor-every-field");
      const body = { code: "VALIDATION_ERROR", message: "No.", errors: [{ path, message: "No." }] };
      environment.stack.sandbox.faults.set([
        { on: "searchBeneficiary", do: "status", status: 422, body, times: 1 },
      ]);
      await search(widget, journeyOf("sponsor-every-field"));
      await widget.waitForText(/Date of birth 28 February 1979 The insurer does not accept this\./);
      const focused = await widget.tab.evaluate(() => window.finder.focused()?.getAttribute("name"));
      assert.equal(focused, "birth_date");
      environment.stack.sandbox.faults.set([]);
      await close();
    });
  }

  test("adds a file that just fits, and gets through with it", async () => {
    const { widget, close } = await openPage("sponsor-every-field");
    const pdf = await environment.pdf(44_000);
    await writeFile(pdf, Buffer.alloc(44_000, "%PDF-1.4 "));
    await widget.find("file", /^Scan of the member card/);
    await widget.attach(pdf);
    await widget.find("button", /^Remove .*\.pdf$/);
    await search(widget, journeyOf("sponsor-every-field"));
    await widget.waitForText("PAULA SERRANO");
    await close();
  });

  test("is told of a file that is too large before it is sent", async () => {
    const { widget, close } = await openPage("sponsor-every-field");
    await widget.find("file", /^Scan of the member card/);
    await widget.attach(await environment.pdf(200_000));
    await widget.waitForText("This file is too large.");
    await close();
  });

  test("changes between forms and finds each as it was", async () => {
    const { widget, close } = await openPage("sponsor-three-forms");
    await widget.check("Member number");
    await widget.fill("Date of birth", "03/03/1993");
    await widget.check("Name and telephone");
    await widget.fill("Last name", "Carrasco");
    await widget.check("Member number");
    assert.equal(await widget.valueOf("Date of birth"), "03/03/1993");
    await widget.fill("Member number", "TD-3003");
    await widget.press("Search");
    await widget.waitForText("TERESA CARRASCO");
    await close();
  });
});
