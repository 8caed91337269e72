import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIndication } from "../playground/indication.ts";
import { type HostSite, startHostSite } from "../playground/server.ts";
import { readTrySheet } from "../sandbox/sandbox.ts";
import { openTogether } from "../stack/closing.ts";
import { type CuttableLine, openLine } from "../stack/cuttable-line.ts";
import { type AnswerTo, openGate } from "../stack/gate.ts";
import { type Stack, type StackOptions, startStack } from "../stack/stack.ts";
import { type Engine, engineOfThisRun, startTabs } from "./engines.ts";
import { installFinder } from "./find.ts";
import { makePhoto } from "./photo.ts";
import type { Tab, Tabs } from "./tab.ts";
import { WidgetPage } from "./widget-page.ts";

/** How the host page embeds the widget, and how large the window is. */
export type PageOptions = {
  /** Another page of the host's site than the clinic's own, with its query. */
  path?: string;
  sponsor?: string;
  productType?: string;
  locale?: string;
  theme?: string;
  /** Whether the host lets the flow be kept in the tab. */
  resume?: boolean;
  width?: number;
  height?: number;
  /** Called before the page is opened, for what must hear all of it. */
  listen?: (tab: Tab) => void | Promise<void>;
};

export type OpenedPage = {
  widget: WidgetPage;
  /** What the page wrote to its console as an error, and what it threw. */
  errors(): Promise<string[]>;
  /** Details of the events that the widget fired under this name, in order. */
  events(name: string): Promise<unknown[]>;
  close(): Promise<void>;
};

/** A host site, a stack and a browser, each on an origin of its own. */
export type Environment = {
  stack: Stack;
  /** The line between browser and BFF. */
  line: CuttableLine;
  /** A real PDF on disk: a small one, or one of about this many bytes. */
  pdf(size?: number): Promise<string>;
  /** A real photo on disk. */
  photo(): Promise<string>;
  /** A file that no sponsor takes. */
  textFile(): Promise<string>;
  openPage(options?: PageOptions): Promise<OpenedPage>;
  close(): Promise<void>;
};

export type EnvironmentOptions = StackOptions & {
  engine?: Engine;
  /** Run in every page before anything of the page does, and must stand alone. */
  scripts?: (() => void)[];
  /** Who is logged in to the host's site, asked for at each session token; nobody gets none. */
  user?: () => string | undefined;
  /** What is said to the browser in the BFF's place. */
  answerTo?: AnswerTo;
  /** The host page's content policy, given the BFF's address; read for each page. */
  contentPolicy?: (bff: string) => string;
};

export function startEnvironment(options: EnvironmentOptions = {}): Promise<Environment> {
  return openTogether(async (closing) => {
    const folder = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-e2e-")), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const hostSite = {
      host: () => stack.host,
      bff: () => line.url,
      trySheet: await readTrySheet(),
      contentPolicy: () => options.contentPolicy?.(line.url),
      firstScript: () =>
        [installFinder, recordEvents, ...tabs.scripts, ...(options.scripts ?? [])]
          .map((run) => `(${run})();`)
          .join("\n"),
      ...(options.user && { user: options.user }),
    };
    const site: HostSite = closing.also(await startHostSite(hostSite), (one) => one.close());
    const stack: Stack = closing.also(await startStack({ ...options, origins: [site.url] }), (one) =>
      one.stop(),
    );
    const gate =
      options.answerTo &&
      closing.also(await openGate(stack.bff.port, options.answerTo), (one) => one.close());
    // The line leads to the first of several instances that lives.
    const ports = gate ? [gate.port] : stack.instances.map(({ port }) => port);
    const line: CuttableLine = closing.also(await openLine(ports), (one) => one.close());
    const tabs: Tabs = closing.also(await startTabs(options.engine ?? engineOfThisRun), (one) => one.close());
    return {
      stack,
      line,
      pdf: (size = 0) => put(join(folder, `indication-${size}.pdf`), makeIndication(size)),
      photo: () => put(join(folder, "photo.png"), makePhoto()),
      textFile: () => put(join(folder, "notes.txt"), Buffer.from("Not a document.")),
      openPage: (page = {}) => openHostPage(tabs, site.url, page),
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

/** Opens the host page in a tab that knows nothing of the others. */
async function openHostPage(tabs: Tabs, site: string, page: PageOptions): Promise<OpenedPage> {
  const { sponsor = "sponsor-sandbox", productType = "", locale = "en", theme = "light" } = page;
  const tab = await tabs.open({ width: page.width ?? 1200, height: page.height ?? 900 });
  await page.listen?.(tab);
  const resume = page.resume ? "on" : "";
  const search = new URLSearchParams({ sponsor, productType, locale, theme, resume });
  await tab.goTo(site + (page.path ?? `/clinic?${search}`));
  return {
    widget: new WidgetPage(tab),
    errors: () => tab.errors(),
    events: (name) =>
      tab.evaluate(
        (type) => window.recordedEvents.filter((event) => event.type === type).map((event) => event.detail),
        name,
      ),
    close: () => tab.close(),
  };
}

declare global {
  interface Window {
    recordedEvents: { type: string; detail: unknown }[];
  }
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function recordEvents(): void {
  window.recordedEvents = [];
  for (const name of ["ready", "step", "complete", "decision", "error", "close"]) {
    document.addEventListener(`preauth-${name}`, (event) => {
      window.recordedEvents.push({ type: event.type, detail: (event as CustomEvent).detail });
    });
  }
}
