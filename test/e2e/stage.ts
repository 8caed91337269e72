import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { makeIndication } from "../playground/indication.ts";
import { type HostSite, startHostSite } from "../playground/server.ts";
import { readTrySheet } from "../sandbox/sandbox.ts";
import { type BrowserName, startBrowser } from "../stack/browser.ts";
import { openTogether } from "../stack/closing.ts";
import { type CuttableLine, openLine } from "../stack/cuttable-line.ts";
import { type Stack, type StackOptions, startStack } from "../stack/stack.ts";
import { installFinder } from "./find.ts";
import { makePhoto } from "./photo.ts";
import { WidgetPage } from "./widget-page.ts";

/** How the host page embeds the widget, and how large the window is. */
export type Visit = {
  sponsor?: string;
  productType?: string;
  locale?: string;
  theme?: string;
  /** Whether the host lets the flow be kept in the tab. */
  resume?: boolean;
  width?: number;
  height?: number;
  /** Called before the page is opened, for what must hear all of it. */
  listen?: (page: Page) => void | Promise<void>;
};

export type Visitor = {
  widget: WidgetPage;
  /** What the page wrote to its console as an error, and what it threw. */
  errors: string[];
  /** Details of the events that the widget fired under this name, in order. */
  events(name: string): Promise<unknown[]>;
  leave(): Promise<void>;
};

/** `E2E_BROWSER=firefox pnpm test e2e` runs the same tests there. */
const browserOfThisRun: BrowserName = process.env.E2E_BROWSER === "firefox" ? "firefox" : "chromium";

/** A host site, a stack and a browser, each on an origin of its own. */
export type Stage = {
  stack: Stack;
  browser: Browser;
  /** The line between browser and BFF. */
  line: CuttableLine;
  /** A real PDF on disk: a small one, or one of about this many bytes. */
  pdf(size?: number): Promise<string>;
  /** A real photo on disk. */
  photo(): Promise<string>;
  /** A file that no sponsor takes. */
  textFile(): Promise<string>;
  visit(visit?: Visit): Promise<Visitor>;
  close(): Promise<void>;
};

export type StageOptions = StackOptions & {
  browser?: BrowserName;
  /** The host page's content policy, given the BFF's address; asked for at each visit. */
  contentPolicy?: (bff: string) => string;
};

export function openStage(options: StageOptions = {}): Promise<Stage> {
  return openTogether(async (closing) => {
    const folder = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-e2e-")), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const hostSite = {
      host: () => stack.host,
      bff: () => line.url,
      trySheet: await readTrySheet(),
      contentPolicy: () => options.contentPolicy?.(line.url),
    };
    const site: HostSite = closing.also(await startHostSite(hostSite), (one) => one.close());
    const stack: Stack = closing.also(await startStack({ ...options, origins: [site.url] }), (one) =>
      one.stop(),
    );
    const line: CuttableLine = closing.also(await openLine(stack.bff.port), (one) => one.close());
    const browserName = options.browser ?? browserOfThisRun;
    const browser = closing.also(await startBrowser(browserName), (one) => one.close());
    return {
      stack,
      browser,
      line,
      pdf: (size = 0) => put(join(folder, `indication-${size}.pdf`), makeIndication(size)),
      photo: () => put(join(folder, "photo.png"), makePhoto()),
      textFile: () => put(join(folder, "notes.txt"), Buffer.from("Not a document.")),
      visit: (visit = {}) => enter(browser, site.url, visit),
      close: closing.close,
    };
  });
}

/** Writes a file once: a browser may still be reading it when it is asked for again. */
async function put(path: string, content: Buffer): Promise<string> {
  await writeFile(path, content, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return path;
}

/** Opens the host page in a context of its own. */
async function enter(browser: Browser, site: string, visit: Visit): Promise<Visitor> {
  const { sponsor = "sponsor-sandbox", productType = "", locale = "en", theme = "light" } = visit;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: visit.width ?? 1200, height: visit.height ?? 900 });
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await visit.listen?.(page);
  await page.evaluateOnNewDocument(installFinder);
  await page.evaluateOnNewDocument(recordEvents);
  const resume = visit.resume ? "on" : "";
  await page.goto(`${site}/?${new URLSearchParams({ sponsor, productType, locale, theme, resume })}`);
  return {
    widget: new WidgetPage(page),
    errors,
    events: (name) =>
      page.evaluate(
        (type) => window.told.filter((event) => event.type === type).map((event) => event.detail),
        name,
      ),
    leave: () => context.close(),
  };
}

declare global {
  interface Window {
    told: { type: string; detail: unknown }[];
  }
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function recordEvents(): void {
  window.told = [];
  for (const name of ["ready", "step", "complete", "decision", "error", "close"]) {
    document.addEventListener(`preauth-${name}`, (event) => {
      window.told.push({ type: event.type, detail: (event as CustomEvent).detail });
    });
  }
}
