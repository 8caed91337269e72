import { assert } from "@esm-bundle/chai";
import type { Theme } from "../public/options.ts";
import { contrast } from "./contrast.ts";
import { wcagViolations } from "./wcag.ts";
import { until, WidgetDriver, withChoices } from "./widget-driver.ts";

/** Colours of all hues, lightnesses and chromas that a host page may set, the extremes among them. */
const brands = [
  ...["#000000", "#0b0b0b", "#ffffff", "#f5f5f5", "#808080", "#777777"],
  ...["#ffd400", "#e4002b", "#0f766e", "#1b5cc4", "#86b4ff", "#7a1fa2"],
  ...["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff"],
  ...["#f97316", "#0ea5e9", "#22c55e", "#ec4899", "#92400e", "#fef3c7", "#1e1b4b", "#c4b5fd"],
];

const themes = { light: "#ffffff", dark: "#11161e" };

describe("A brand colour", () => {
  let widget: WidgetDriver;
  before(async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    widget.root.adoptedStyleSheets.push(still);
  });
  after(() => widget.end());

  /** Checks run without animations. */
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { animation: none !important; transition: none !important; }");

  const styleOf = async (selector: string, name?: string) =>
    getComputedStyle(await widget.one(selector, name));

  async function show(theme: Theme, variables: Record<string, string>): Promise<void> {
    widget.element.removeAttribute("style");
    for (const [name, value] of Object.entries(variables)) {
      widget.element.style.setProperty(`--osigu-color-${name}`, value);
    }
    widget.element.theme = theme;
    await until(theme, () => widget.element.dataset.theme === theme);
  }

  /** The contrast of everything that has a tone of the brand. */
  async function assertContrast(background: string): Promise<void> {
    const enough = (what: string, color: string, least: number, on = background) =>
      assert.isAtLeast(contrast(color, on), least, `${what}, ${color} on ${on}`);
    const primary = await styleOf(".primary");
    enough("text on the button", primary.color, 4.5, primary.backgroundColor);
    enough("the edge of the button", primary.borderTopColor, 3);
    enough("a text button", (await styleOf("button", "Back")).color, 4.5);
    enough("the progress", (await styleOf(".progress li[aria-current]")).borderTopColor, 3);
    const field = await widget.field("Diagnoses");
    field.focus();
    // WebKit's window, on a screen without a window manager, never has the focus of the system, and shows no ring.
    if (document.hasFocus()) enough("the focus ring", getComputedStyle(field).outlineColor, 3);
  }

  for (const [theme, background] of Object.entries(themes) as [Theme, string][]) {
    for (const primary of brands) {
      it(`${primary} keeps the contrast of text, focus and progress, ${theme}`, async () => {
        await show(theme, { primary });
        document.body.style.background = background;
        await assertContrast(background);
        assert.deepEqual(await wcagViolations(widget.element, ["wcag2aa"]), []);
      });
    }
  }

  const grounds = { "#fdf6e3": "light", "#0b1020": "light", "#000000": "light", "#f4f4f5": "dark" };
  for (const [bg, theme] of Object.entries(grounds) as [string, Theme][]) {
    it(`keeps its contrast on the host page's own background ${bg}, ${theme}`, async () => {
      for (const primary of brands) {
        await show(theme, { primary, bg });
        await assertContrast(bg);
      }
    });
  }
});
