import { inRepository } from "../../stack/repository.ts";
import { pageOf } from "../puppeteer-tab.ts";
import type { WidgetPage } from "../widget-page.ts";

/** How a host page, or a user's system, can make the widget look without a reload. */
export type Look = { locale?: string; primary?: string; dir?: string; forcedColours?: boolean };

/** Takes pictures of one window. */
export type Camera = {
  /** Puts a picture of the page into test/screenshots/, and one in each further look. */
  take(shown: Pick<WidgetPage, "tab">, state: string): Promise<void>;
};

export const folder = inRepository("test/screenshots");

/** `window` begins the names of the pictures: `<window>-<state>.png`, `<window>-<state>-<look>.png`. */
export function openCamera(window: string, looks: Look[] = []): Camera {
  return {
    async take(shown, state) {
      await takeOne(shown, `${window}-${state}`);
      for (const look of looks) {
        await put(shown, look);
        await takeOne(shown, `${window}-${state}-${nameOf(look)}`);
      }
      if (looks.length) await put(shown, {});
    },
  };
}

/** The whole page, once nothing moves any more. */
async function takeOne({ tab }: Pick<WidgetPage, "tab">, name: string): Promise<void> {
  await settle({ tab });
  await tab.screenshot(`${folder}/${name}.png`);
}

function nameOf({ forcedColours, ...look }: Look): string {
  return forcedColours ? "forced" : Object.values(look).join("").replace("#", "");
}

async function put({ tab }: Pick<WidgetPage, "tab">, look: Look): Promise<void> {
  const value = look.forcedColours ? "active" : "none";
  await pageOf(tab).emulateMediaFeatures([{ name: "forced-colors", value }]);
  await tab.evaluate(setLook, look);
}

/** Runs in the page: sets a look, and everything that it leaves out as it was. */
async function setLook({ locale = "en", primary, dir = "ltr" }: Look): Promise<void> {
  type Shown = HTMLElement & { locale?: string };
  const element = document.querySelector<Shown>("osigu-preauth, osigu-preauth-requests");
  if (!element) return;
  document.documentElement.dir = dir;
  element.locale = locale;
  if (primary) element.style.setProperty("--osigu-color-primary", primary);
  else element.style.removeProperty("--osigu-color-primary");
  // The messages of another language load.
  while (!element.shadowRoot?.querySelector(`[part=root][lang^="${locale.slice(0, 2)}"]`)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits for the end of every animation that has one. */
export async function settle({ tab }: Pick<WidgetPage, "tab">): Promise<void> {
  await tab.evaluate(async () => {
    const root = document.querySelector("osigu-preauth, osigu-preauth-requests")?.shadowRoot;
    const moving = [...document.getAnimations(), ...(root?.getAnimations() ?? [])];
    const ending = moving.filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => {})));
  });
}
