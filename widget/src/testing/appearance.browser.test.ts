import { assert } from "@esm-bundle/chai";
import { setViewport } from "@web/test-runner-commands";
import "axe-core/axe.min.js";
import type { AxeResults, RunOptions } from "axe-core";
import { states } from "./visual-states.ts";
import { until, WidgetDriver } from "./widget-driver.ts";

declare global {
  interface Window {
    axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
  }
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const locales = ["en", "es", "pt-BR"];
const everyLook = ["light", "dark"].flatMap((theme) => locales.map((locale) => ({ theme, locale })));
/** Rules and words are the same everywhere; in the second browser it is its own drawing that is looked at. */
const looks = navigator.userAgent.includes("Firefox")
  ? everyLook.filter((_look, index) => index % 5 === 0)
  : everyLook;

/** Colours and places are looked at when all movement is over. */
const still = new CSSStyleSheet();
still.replaceSync("*, ::before, ::after { animation: none !important; transition: none !important; }");

async function speak(trial: WidgetDriver, locale: string): Promise<void> {
  trial.element.locale = locale;
  await until(locale, () => trial.root.querySelector(`[lang=${locale}]`));
  // The later words come in a second file.
  await new Promise((resolve) => setTimeout(resolve));
  await trial.element.updateComplete;
}

async function violations(trial: WidgetDriver): Promise<string[]> {
  const { violations } = await window.axe.run(trial.element, {
    runOnly: wcag,
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Ids that something in the widget refers to and nothing in it has: labels and lists have to find each other. */
function danglingIds(root: ShadowRoot): string[] {
  const named = ["for", "aria-describedby", "aria-labelledby", "aria-activedescendant"];
  return named.flatMap((name) =>
    [...root.querySelectorAll(`[${name}]`)].flatMap((element) =>
      (element.getAttribute(name) ?? "")
        .split(/\s+/)
        .filter((id) => id && !root.getElementById(id))
        .map((id) => `${element.localName}[${name}=${id}]`),
    ),
  );
}

/** Elements that are wider than what they are in, seen from outside: what would make a page scroll sideways. */
function tooWide(trial: WidgetDriver): string[] {
  const { right, left } = trial.element.getBoundingClientRect();
  return trial
    .all("*")
    .filter((element) => !element.closest(".quiet, [role=status]"))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 0.5 || box.left < left - 0.5);
    })
    .map(
      (element) => `${element.localName}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`,
    );
}

for (const { name, setup = {}, bff: insurer, reach } of states) {
  describe(name, () => {
    let trial: WidgetDriver;
    const { error } = console;

    before(async () => {
      console.error = () => {};
      await setViewport({ width: 800, height: 700 });
      trial = new WidgetDriver(setup, insurer);
      await trial.element.updateComplete;
      trial.root.adoptedStyleSheets.push(still);
      await reach(trial);
    });
    after(() => {
      trial.end();
      console.error = error;
    });

    for (const { theme, locale } of looks) {
      it(`has no violation of WCAG 2.2 AA, ${theme}, ${locale}`, async () => {
        trial.element.theme = theme;
        await speak(trial, locale);
        document.body.style.background = theme === "dark" ? "#11161e" : "#fff";
        assert.deepEqual(await violations(trial), []);
      });
    }

    it("refers to nothing that is not there", async () => {
      await speak(trial, "en");
      assert.deepEqual(danglingIds(trial.root), []);
    });

    it("has no style attribute, which a strict policy of the page would refuse", () => {
      assert.deepEqual([...trial.root.querySelectorAll("[style]")], []);
    });

    for (const direction of ["ltr", "rtl"]) {
      it(`fits into 320 px, ${direction}`, async () => {
        await setViewport({ width: 320, height: 640 });
        document.documentElement.dir = direction;
        document.body.style.margin = "0";
        for (const locale of locales) {
          await speak(trial, locale);
          assert.deepEqual(tooWide(trial), [], locale);
          assert.isAtMost(document.documentElement.scrollWidth, 320, locale);
        }
        document.documentElement.dir = "ltr";
      });
    }
  });
}
