import type { Environment } from "../../e2e/environment.ts";
import { submit } from "../../e2e/journey.ts";
import { pageOf } from "../../e2e/puppeteer-tab.ts";

declare global {
  interface Window {
    /** Addresses of all that had been loaded when the search form was there. */
    loadedAtForm?: string[];
  }
}

/** Scripts of the widget that Chromium loads from the BFF until the search form can be typed into. */
export async function loadedAtForm(environment: Environment, locale: string): Promise<string[]> {
  const { widget, close } = await environment.openPage({
    locale,
    listen: async (tab) => {
      await pageOf(tab).evaluateOnNewDocument(noteWhatIsLoadedAtForm);
    },
  });
  await widget.tab.waitFor(() => window.loadedAtForm !== undefined);
  const urls = await widget.tab.evaluate(() => window.loadedAtForm ?? []);
  await close();
  return builtFiles(urls);
}

/** Scripts of the widget that Chromium asks the BFF for to an authorization code, to be read and to be scanned. */
export async function loadedToTheCode(environment: Environment): Promise<string[]> {
  const urls = new Set<string>();
  const { widget, close } = await environment.openPage({
    listen: (tab) => {
      pageOf(tab).on("request", (request) => urls.add(request.url()));
    },
  });
  await submit(widget, await environment.pdf());
  await widget.waitForStep("Approved");
  await widget.find("image", /^QR code/);
  await close();
  return builtFiles(urls);
}

/** Paths of these files in the built folder: what comes after /widget/<version>/. */
function builtFiles(urls: Iterable<string>): string[] {
  return [...new Set(urls)].flatMap((url) => /\/widget\/[^/]+\/(.+\.js)$/.exec(url)?.[1] ?? []);
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
