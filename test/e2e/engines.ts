import { startPuppeteerTabs } from "./puppeteer-tab.ts";
import type { Tabs } from "./tab.ts";

/** Browsers by the engine in them. */
export const engines = ["chromium", "firefox"] as const;

/** The name of an engine. */
export type Engine = (typeof engines)[number];

const wanted = process.env.E2E_BROWSER;
const chosen = engines.find((engine) => engine === wanted);
if (wanted && !chosen) throw new Error(`There is no ${wanted}; choose of ${engines.join(", ")}.`);

/** `E2E_BROWSER=firefox pnpm test e2e` runs the end-to-end tests there. */
export const engineOfThisRun: Engine = chosen ?? "chromium";

/** Engines for the tests that every run has in each of them: what has to work everywhere is tested everywhere. */
export const enginesOfEveryRun: readonly Engine[] = chosen ? [chosen] : engines;

/** Starts the browser of this engine. */
export function startTabs(engine: Engine): Promise<Tabs> {
  return startPuppeteerTabs(engine);
}
