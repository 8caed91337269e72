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

/** `E2E_BROWSER=webkit pnpm test e2e` runs the end-to-end tests there. */
export const engineOfThisRun: Engine = chosen ?? "chromium";

/** What has to work everywhere is tested everywhere in every run. WebKitGTK is for Linux alone. */
const everywhere = engines.filter((engine) => engine !== "webkit" || process.platform === "linux");

/** Engines for the tests that every run has in each of them. */
export const enginesOfEveryRun: Engine[] = chosen ? [chosen] : everywhere;

/** Starts the browser of this engine. */
export function startTabs(engine: Engine): Promise<Tabs> {
  return engine === "webkit" ? startWebKitTabs() : startPuppeteerTabs(engine);
}
