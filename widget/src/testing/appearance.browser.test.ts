import { assert } from "@esm-bundle/chai";
import { setViewport } from "@web/test-runner-commands";
import type { LocaleTag, Theme } from "../public/options.ts";
import { states } from "./visual-states.ts";
import { wcagViolations } from "./wcag.ts";
import { until, WidgetDriver } from "./widget-driver.ts";

const locales: LocaleTag[] = ["en", "es", "pt-BR"];
const themes: Theme[] = ["light", "dark"];
const everyLook = themes.flatMap((theme) => locales.map((locale) => ({ theme, locale })));
/** Rules and texts are the same in every browser. Firefox and WebKit check a sample of them. */
const looks = navigator.userAgent.includes("Chrome")
  ? everyLook
  : everyLook.filter((_look, index) => index % 5 === 0);

/** Checks run without animations. */
const still = new CSSStyleSheet();
still.replaceSync("*, ::before, ::after { animation: none !important; transition: none !important; }");

async function speak(widget: WidgetDriver, locale: LocaleTag): Promise<void> {
  widget.element.locale = locale;
  await until(locale, () => widget.root.querySelector(`[lang=${locale}]`));
  // The other messages load separately.
  await new Promise((resolve) => setTimeout(resolve));
  await widget.element.updateComplete;
}

/** References to ids that do not exist in the shadow root. */
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

/** Codes, such as that of a plan, which are broken at a hyphen though a line has room for them. */
function brokenCodes(widget: WidgetDriver): string[] {
  return widget.all("bdi:not([dir])").flatMap((each) => {
    const text = each.textContent?.trim() ?? "";
    const range = document.createRange();
    range.selectNodeContents(each);
    const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
    return /^[\w-]{2,12}$/.test(text) && lines.size > 1 ? [text] : [];
  });
}

/** Elements that overflow the widget and would make a page scroll sideways. */
function tooWide(widget: WidgetDriver): string[] {
  const { right, left } = widget.element.getBoundingClientRect();
  return widget
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

for (const { name, setup = {}, bff, reach } of states) {
  describe(name, () => {
    let widget: WidgetDriver;
    const { error } = console;

    before(async () => {
      console.error = () => {};
      await setViewport({ width: 800, height: 700 });
      widget = new WidgetDriver(setup, bff);
      await widget.element.updateComplete;
      widget.root.adoptedStyleSheets.push(still);
      await reach(widget);
    });
    after(() => {
      widget.end();
      console.error = error;
    });

    for (const { theme, locale } of looks) {
      it(`has no violation of WCAG 2.2 AA, ${theme}, ${locale}`, async () => {
        widget.element.theme = theme;
        await speak(widget, locale);
        document.body.style.background = theme === "dark" ? "#11161e" : "#fff";
        assert.deepEqual(await wcagViolations(widget.element), []);
      });
    }

    it("refers to existing ids only", async () => {
      await speak(widget, "en");
      assert.deepEqual(danglingIds(widget.root), []);
    });

    it("has no style attribute, which a strict content security policy refuses", () => {
      assert.deepEqual([...widget.root.querySelectorAll("[style]")], []);
    });

    for (const direction of ["ltr", "rtl"]) {
      it(`fits into 320 px, ${direction}`, async () => {
        await setViewport({ width: 320, height: 640 });
        document.documentElement.dir = direction;
        document.body.style.margin = "0";
        for (const locale of locales) {
          await speak(widget, locale);
          assert.deepEqual(tooWide(widget), [], locale);
          assert.deepEqual(brokenCodes(widget), [], locale);
          // WebKit's own window has a smallest width, of some 450 px.
          assert.isAtMost(document.documentElement.scrollWidth, Math.max(320, innerWidth), locale);
        }
        document.documentElement.dir = "ltr";
      });
    }
  });
}
