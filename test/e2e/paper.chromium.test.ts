import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { submit } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";

let environment: Environment;

before(async () => {
  // Only of Chromium's paper can the sheets be counted.
  environment = await startEnvironment({ engine: "chromium" });
});
after(() => environment?.close());

test("what the sponsor answers is printed on one sheet of paper, and the page is as before", async () => {
  const { widget, close } = await environment.openPage();
  await submit(widget, await environment.pdf());
  await widget.waitForStep("Approved");
  await widget.tab.waitFor(() =>
    document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".qr[aria-label]"),
  );
  await widget.tab.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = "yes";
    };
  });
  const countSheets = () => widget.tab.evaluate(() => document.adoptedStyleSheets.length);
  const sheetsBefore = await countSheets();
  await widget.press("Print");
  await widget.tab.waitFor(() => document.body.dataset.printed === "yes");
  assert.equal(await countSheets(), sheetsBefore + 1);
  const paper = Buffer.from(await pageOf(widget.tab).pdf({ format: "a4" })).toString("latin1");
  assert.equal(paper.match(/\/Type \/Page\b/g)?.length, 1);
  await widget.tab.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await countSheets(), sheetsBefore);
  await close();
});
