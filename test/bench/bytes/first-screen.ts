import type { Stage } from "../../e2e/stage.ts";

declare global {
  interface Window {
    /** Addresses of all that had been loaded when the search form was there. */
    loadedAtForm?: string[];
  }
}

/** Scripts of the widget that Chromium loads from the BFF until the search form can be typed into. */
export async function loadedAtForm(stage: Stage, locale: string): Promise<string[]> {
  const { widget, leave } = await stage.visit({
    locale,
    listen: async (page) => {
      await page.evaluateOnNewDocument(noteWhatIsLoadedAtForm);
    },
  });
  await widget.page.waitForFunction(() => window.loadedAtForm !== undefined, { timeout: 10_000 });
  const urls = await widget.page.evaluate(() => window.loadedAtForm ?? []);
  await leave();
  // As the built folder calls them: what comes after /widget/<version>/.
  return urls.flatMap((url) => /\/widget\/[^/]+\/(.+\.js)$/.exec(url)?.[1] ?? []);
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function noteWhatIsLoadedAtForm(): void {
  const look = () => {
    const widget = document.querySelector("osigu-preauth")?.shadowRoot;
    if (!widget?.querySelector("input:not([disabled])")) requestAnimationFrame(look);
    else window.loadedAtForm = performance.getEntriesByType("resource").map((entry) => entry.name);
  };
  document.addEventListener("preauth-ready", look, { once: true });
}
