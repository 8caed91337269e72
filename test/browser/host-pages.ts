import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page, Viewport } from "puppeteer-core";
import { installFinder } from "../e2e/find.ts";
import { PuppeteerTab } from "../e2e/puppeteer-tab.ts";
import { WidgetPage } from "../e2e/widget-page.ts";
import { makeIndication } from "../playground/indication.ts";
import { type BrowserName, startBrowser } from "../stack/browser.ts";
import { openTogether } from "../stack/closing.ts";
import { type Stack, type StackOptions, startStack } from "../stack/stack.ts";

/** A page that some clinic might have, with the built widget in it. */
export type HostPage = {
  /** Markup of the page. `{{bff}}` becomes the BFF's address. */
  body?: string;
  head?: string;
  /** Script of the page's own, served as a file of its own: no policy of the page is against it. Empty: none. */
  script?: string;
  headers?: Record<string, string>;
  viewport?: Viewport;
  /** What the page says to the widget's `getToken` in place of a real session token; undefined: a real one. */
  token?: (asked: number) => string | undefined;
  before?: (page: Page) => Promise<unknown>;
  /** Comes before the last bytes of the page, as in a page that takes a while. */
  endsAfter?: () => Promise<unknown>;
};

export type Visit = {
  page: Page;
  widget: WidgetPage;
  /** What the page wrote to its console as an error or a warning, and what it threw. */
  said: string[];
  /** How often the page was asked for a token. */
  tokensAsked(): number;
};

export type HostPages = {
  stack: Stack;
  browser: Browser;
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

/** A stack, a clinic's site whose pages a test makes up, and a browser. */
export function openHostPages(
  browserName: BrowserName = "headless-shell",
  options: StackOptions = {},
): Promise<HostPages> {
  return openTogether(async (closing) => {
    let shown: HostPage = {};
    let asked = 0;
    const site = createServer(async (request, response) => {
      const { body = loader, head = "", script = mounting, headers = {}, token } = shown;
      const fill = (text: string) => text.replaceAll("{{bff}}", stack.bff.url);
      if (request.url === "/token") return response.end(token?.(++asked) ?? (await sessionToken(stack)));
      const isScript = request.url === "/page.js";
      const type = isScript ? "text/javascript" : "text/html; charset=utf-8";
      const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
      response.writeHead(200, { "content-type": type, ...Object.fromEntries(filled) });
      const html = `<!doctype html><html lang="en"><head><title>Clinic</title><link rel="icon" href="data:,">${head}</head>
        <body><h1>Clinic</h1>${body}${script && '<script src="/page.js"></script>'}</body></html>`;
      if (isScript) return response.end(fill(script));
      response.write(fill(html));
      await shown.endsAfter?.();
      response.end();
    });
    closing.also(site, stop);
    const url = await listen(site);
    const stack = closing.also(await startStack({ ...options, origins: [url] }), (open) => open.stop());
    const browser = closing.also(await startBrowser(browserName), (open) => open.close());
    const folder = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-pages-")), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const pdf = join(folder, "indication.pdf");
    await writeFile(pdf, makeIndication());
    const contexts = new Set<BrowserContext>();
    return {
      stack,
      browser,
      url,
      pdf,
      async open(page = {}) {
        shown = page;
        asked = 0;
        const context = await browser.createBrowserContext();
        contexts.add(context);
        return { ...(await visit(context, url, page)), tokensAsked: () => asked };
      },
      async closePages() {
        for (const context of contexts) await context.close();
        contexts.clear();
      },
      close: () => closing.close(),
    };
  });
}

async function visit(context: BrowserContext, url: string, { viewport, before }: HostPage) {
  const page = await context.newPage();
  if (viewport) await page.setViewport(viewport);
  const said: string[] = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  await page.evaluateOnNewDocument(installFinder);
  await before?.(page);
  await page.goto(url);
  return { page, widget: new WidgetPage(new PuppeteerTab(page)), said };
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
