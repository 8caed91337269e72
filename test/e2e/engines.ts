import { startPuppeteerTabs } from "./puppeteer-tab.ts";
import type { Tabs } from "./tab.ts";
import { startWebKitTabs } from "./webkit-tab.ts";

/** Browsers by the engine in them. */
export const engines = ["chromium", "firefox", "webkit"] as const;

/** The name of an engine. */
export type Engine = (typeof engines)[number];

const wanted = process.env.E2E_BROWSER;
const chosen = engines.find((engine) => engine === wanted);
if (wanted && !chosen) throw new Error(`There is no ${wanted}; choose of ${engines.join(", ")}.`);

/** `E2E_BROWSER=webkit node --test test/e2e/otp.test.ts` runs the tests of this file there. */
export const engineOfThisRun: Engine = chosen ?? "chromium";

/** Starts the browser of this engine. */
export function startTabs(engine: Engine): Promise<Tabs> {
  if (engine === "webkit") return startWebKitTabs();
  return startPuppeteerTabs(engine === "chromium" ? "headless-shell" : engine);
}
