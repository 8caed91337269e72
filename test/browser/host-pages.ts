import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page, Viewport } from "puppeteer-core";
import { type Engine, engineOfThisRun, startTabs } from "../e2e/engines.ts";
import { installFinder } from "../e2e/find.ts";
import { pageOf } from "../e2e/puppeteer-tab.ts";
import type { Tab, Tabs } from "../e2e/tab.ts";
import { WidgetPage } from "../e2e/widget-page.ts";
import { makeIndication } from "../playground/indication.ts";
import { openTogether } from "../stack/closing.ts";
import { type AnswerTo, openGate } from "../stack/gate.ts";
import { type Stack, type StackOptions, startStack } from "../stack/stack.ts";

/** A page that some clinic might have, with the built widget in it. */
export type HostPage = {
  /** Markup of the page. `{{bff}}` becomes the BFF's address. */
  body?: string;
  head?: string;
  /** Script of the page's own, served as a file of its own: no policy of the page is against it. Empty: none. */
  script?: string;
  headers?: Record<string, string>;
  /** The window; 800 × 600 unless told otherwise. */
  viewport?: Viewport;
  /** What the page says to the widget's `getToken` in place of a real session token; undefined: a real one. */
  token?: (asked: number) => string | undefined;
  /** Called before the page is opened, in Chromium and Firefox. */
  before?: (page: Page) => Promise<unknown>;
  /** Comes before the last bytes of the page, as in a page that takes a while. */
  endsAfter?: () => Promise<unknown>;
};

export type Visit = {
  /** The page in Chromium and Firefox. In WebKit there is only the `tab` of the widget. */
  readonly page: Page;
  widget: WidgetPage;
  /** What the page wrote to its console as an error or a warning, and what it threw. */
  said(): Promise<string[]>;
  /** How often the page was asked for a token. */
  tokensAsked(): number;
};

export type HostPages = {
  stack: Stack;
  url: string;
  /** A real PDF on disk. */
  pdf: string;
  open(page?: HostPage): Promise<Visit>;
  /** Closes the pages of the test that has just ended. */
  closePages(): Promise<void>;
  close(): Promise<void>;
};

/** Mounts the widget in `#place` when the loader is there. */
export const mounting = `
  const asked = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());
  window.mountWidget = (options) => OsiguPreAuth.mount({
    container: "#place", getToken: asked, sponsorSlug: "sponsor-sandbox", locale: "en", ...options,
  });
  const start = () => osiguReady.then(() => mountWidget());
  // An async script may have come before this one.
  if (window.osiguReady) start();
  else document.querySelector("#loader").addEventListener("load", start);
`;

const loader =
  '<script id="loader" src="{{bff}}/widget/v1/loader.js" async crossorigin></script><div id="place"></div>';

export type HostPagesOptions = StackOptions & {
  /** What is said to the browser in the BFF's place. */
  answerTo?: AnswerTo;
  /** Starts another browser of this engine than the tests have. */
  startTabs?: () => Promise<Tabs>;
};

/** Says in the BFF's place that it cannot give the files whose path matches; those of the moment. */
export function withoutFiles(missing: () => RegExp): AnswerTo {
  return ({ url = "" }) => (missing().test(url) ? { status: 503, type: "text/plain", body: "" } : undefined);
}

/** A stack, a clinic's site whose pages a test makes up, and a browser. */
export function openHostPages(
  engine: Engine = engineOfThisRun,
  options: HostPagesOptions = {},
): Promise<HostPages> {
  return openTogether(async (closing) => {
    let shown: HostPage = {};
    let asked = 0;
    const site = createServer(async (request, response) => {
      const { body = loader, head = "", script = mounting, headers = {}, token } = shown;
      const fill = (text: string) => text.replaceAll("{{bff}}", bff);
      if (request.url === "/token") return response.end(token?.(++asked) ?? (await sessionToken(stack)));
      if (request.url === "/first.js")
        return response.setHeader("content-type", "text/javascript").end(first);
      const isScript = request.url === "/page.js";
      const type = isScript ? "text/javascript" : "text/html; charset=utf-8";
      const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
      response.writeHead(200, { "content-type": type, ...Object.fromEntries(filled) });
      const html = `<!doctype html><html lang="en"><head>${first && '<script nonce="once" src="/first.js"></script>'}<title>Clinic</title><link rel="icon" href="data:,">${head}</head>
        <body><h1>Clinic</h1>${body}${script && '<script src="/page.js"></script>'}</body></html>`;
      if (isScript) return response.end(fill(script));
      response.write(fill(html));
      await shown.endsAfter?.();
      response.end();
    });
    closing.also(site, stop);
    const url = await listen(site);
    const stack = closing.also(await startStack({ ...options, origins: [url] }), (open) => open.stop());
    const gate =
      options.answerTo &&
      closing.also(await openGate(stack.bff.port, options.answerTo), (open) => open.close());
    const bff = gate ? `http://127.0.0.1:${gate.port}` : stack.bff.url;
    const tabs: Tabs = closing.also(await (options.startTabs?.() ?? startTabs(engine)), (open) =>
      open.close(),
    );
    // WebDriver has no way to run a script before those of the page.
    const scripts = engine === "webkit" ? [installFinder, ...tabs.scripts] : [];
    const first = scripts.map((run) => `(${run})();`).join("\n");
    const folder = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-pages-")), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const pdf = join(folder, "indication.pdf");
    await writeFile(pdf, makeIndication());
    const opened = new Set<Tab>();
    return {
      stack,
      url,
      pdf,
      async open(page = {}) {
        shown = page;
        asked = 0;
        const tab = await tabs.open(page.viewport ?? { width: 800, height: 600 });
        opened.add(tab);
        if (engine !== "webkit") await prepare(pageOf(tab), page);
        await tab.goTo(url);
        return {
          get page() {
            return pageOf(tab);
          },
          widget: new WidgetPage(tab),
          said: async () => [...(await tab.errors()), ...(await tab.warnings())],
          tokensAsked: () => asked,
        };
      },
      async closePages() {
        for (const tab of opened) await tab.close();
        opened.clear();
      },
      close: () => closing.close(),
    };
  });
}

async function prepare(page: Page, { viewport, before }: HostPage): Promise<void> {
  if (viewport) await page.setViewport(viewport);
  await page.evaluateOnNewDocument(installFinder);
  await before?.(page);
}

async function sessionToken({ bff, host }: Stack): Promise<string> {
  const reply = await fetch(`${bff.url}/v1/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${host.id}:${host.key}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", subject: "reception" }),
  });
  return ((await reply.json()) as { access_token: string }).access_token;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  if (server.listening) await once(server, "close");
}
