import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { findPerson } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";

/** Runs in the page: computed styles of the first element of the widget that each selector matches. */
function stylesOf(selectors: string[]) {
  const root = document.querySelector("osigu-preauth")?.shadowRoot as ShadowRoot;
  return selectors.map((selector) => {
    const { backgroundColor, borderTopColor, borderTopWidth, borderTopStyle, textDecorationLine } =
      getComputedStyle(root.querySelector(selector) as Element);
    return { backgroundColor, borderTopColor, borderTopWidth, borderTopStyle, textDecorationLine };
  });
}

let environment: Environment;

before(async () => {
  environment = await startEnvironment({ engine: "chromium" });
});
after(() => environment?.close());

test("forced colours keep apart what colour alone tells: the marked option, steps, errors, text buttons, selects", async () => {
  const { widget, close } = await environment.openPage();
  await pageOf(widget.tab).emulateMediaFeatures([{ name: "forced-colors", value: "active" }]);
  await widget.press("Search");
  await widget.waitForText("Fill in this field");
  const [invalid] = await widget.tab.evaluate(stylesOf, ["[aria-invalid=true]"]);
  assert.equal(invalid?.borderTopStyle, "double");
  const selects = await widget.tab.evaluate(() =>
    [...(document.querySelector("osigu-preauth")?.shadowRoot?.querySelectorAll("select") ?? [])].map(
      (select) => getComputedStyle(select).appearance,
    ),
  );
  assert.ok(selects.every((appearance) => appearance !== "none"));
  await findPerson(widget);
  const [done, current, future, back] = await widget.tab.evaluate(stylesOf, [
    ".progress li[data-done]",
    ".progress li[aria-current]",
    ".progress li:last-child",
    "[part=secondary]",
  ]);
  // A palette may have one colour for text and what is marked: the current step is also thicker.
  const borders = [done, current, future].map((style) => `${style?.borderTopWidth} ${style?.borderTopColor}`);
  assert.equal(new Set(borders).size, 3, `the steps look alike: ${borders}`);
  assert.equal(back?.textDecorationLine, "underline");
  await widget.press("Add product");
  await widget.fill("Product", "para");
  // One that is marked, and one that is not.
  await widget.tab.waitFor(
    () => new Set(window.finder.all("option").map((option) => option.ariaSelected)).size === 2,
  );
  const [marked, other] = await widget.tab.evaluate(stylesOf, [
    "[role=option][aria-selected=true]",
    "[role=option][aria-selected=false]",
  ]);
  assert.notEqual(marked?.backgroundColor, other?.backgroundColor);
  await close();
});
