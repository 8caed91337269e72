import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { journeyOf, search } from "./journey.ts";
import { KeyboardPage } from "./keyboard-page.ts";
import { openStage, type Stage } from "./stage.ts";

describe("a person at a sponsor's search form", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  const visit = async (sponsor: string, locale = "en") => {
    const { widget, errors, leave } = await stage.visit({ sponsor, locale });
    return { widget: new KeyboardPage(widget.tab), errors, leave };
  };
  const searches = () => stage.stack.sandbox.state.calls.of("searchBeneficiary");

  for (const [locale, date, weight, budget] of [
    ["es", "28/02/1979", "61,5", "1.250,50"],
    ["pt-BR", "28-2-79", "61,5", "R$ 1.250,50"],
    ["en", "2/28/1979", "61.5", "$1,250.50"],
  ] as const) {
    test(`writes dates and decimals as in ${locale}, and the sponsor reads what it asked for`, async () => {
      const { widget, errors, leave } = await visit("sponsor-every-field", locale);
      await widget.fill(/^Member number/, "EE-0028");
      await widget.fill(/^Date of birth/, date);
      await widget.choose(/^Kind of document/, "PP");
      await widget.fill(/^Weight/, weight);
      await widget.fill(/^Budget/, budget);
      await widget.check(/^It is urgent/);
      await widget.press(/^(Buscar|Search)$/);
      await widget.sees("PAULA SERRANO");
      await widget.press(/^(No es|Não é|Not this) /);
      const written = locale === "en" ? ["02/28/1979", "1250.50"] : ["28/02/1979", "1250,50"];
      assert.equal(await widget.valueOf(/^Date of birth/), written[0]);
      assert.equal(await widget.valueOf(/^Budget/), written[1]);
      assert.deepEqual(await errors(), []);
      await leave();
    });
  }

  test("is told of a wrong field as it is left, and sends nothing that would be refused", async () => {
    const { widget, leave } = await visit("sponsor-every-field");
    const before = searches().length;
    await widget.fill(/^Member number/, "0028");
    await widget.fill(/^E-mail/, "paula");
    await widget.sees("Write it like EE-0000");
    await widget.press("Search");
    await widget.sees("Write it like name@example.com");
    const focused = await widget.tab.evaluate(() => window.finder.focused()?.getAttribute("name"));
    assert.equal(focused, "member_id");
    assert.equal(searches().length, before);
    await leave();
  });

  for (const path of ["birth_date", "/fields/birth_date", "search.birthDate", "fields[4]"]) {
    test(`sees a refusal of ${path} at the field that it means`, async () => {
      const { widget, leave } = await visit("sponsor-every-field");
      const body = { code: "VALIDATION_ERROR", message: "No.", errors: [{ path, message: "No." }] };
      stage.stack.sandbox.faults.set([
        { on: "searchBeneficiary", do: "status", status: 422, body, times: 1 },
      ]);
      await search(widget, journeyOf("sponsor-every-field"));
      await widget.sees(/Date of birth The insurer does not accept this\./);
      const focused = await widget.tab.evaluate(() => window.finder.focused()?.getAttribute("name"));
      assert.equal(focused, "birth_date");
      stage.stack.sandbox.faults.set([]);
      await leave();
    });
  }

  test("adds a file that just fits, and gets through with it", async () => {
    const { widget, leave } = await visit("sponsor-every-field");
    const pdf = await stage.pdf(44_000);
    await writeFile(pdf, Buffer.alloc(44_000, "%PDF-1.4 "));
    await widget.find("file", /^Scan of the member card/);
    await widget.attach(pdf);
    await widget.find("button", /^Remove .*\.pdf$/);
    await search(widget, journeyOf("sponsor-every-field"));
    await widget.sees("PAULA SERRANO");
    await leave();
  });

  test("is told of a file that is too large before it is sent", async () => {
    const { widget, leave } = await visit("sponsor-every-field");
    await widget.find("file", /^Scan of the member card/);
    await widget.attach(await stage.pdf(200_000));
    await widget.sees("This file is too large.");
    await leave();
  });

  test("changes between forms and finds each as it was", async () => {
    const { widget, leave } = await visit("sponsor-three-forms");
    await widget.check("Member number");
    await widget.fill("Date of birth", "03/03/1993");
    await widget.check("Name and telephone");
    await widget.fill("Last name", "Carrasco");
    await widget.check("Member number");
    assert.equal(await widget.valueOf("Date of birth"), "03/03/1993");
    await widget.fill("Member number", "TD-3003");
    await widget.press("Search");
    await widget.sees("TERESA CARRASCO");
    await leave();
  });
});
