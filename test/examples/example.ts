import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installFinder } from "../e2e/find.ts";
import { submit } from "../e2e/journey.ts";
import { PuppeteerTab } from "../e2e/puppeteer-tab.ts";
import { WidgetPage } from "../e2e/widget-page.ts";
import { makeIndication } from "../playground/indication.ts";
import { runCommand } from "../run/command.ts";
import { startBrowser } from "../stack/browser.ts";
import { openTogether } from "../stack/closing.ts";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";
import { type FileSite, serveFiles } from "./site.ts";

/** Milliseconds for a script of an example, on a machine that is busy. */
const scriptDeadline = 240_000;
/** Milliseconds for a server of an example to answer. */
const startDeadline = 60_000;

/** One of the example pages, beside a sandbox, a BFF and a browser. */
export type Example = {
  /** The address of the BFF. */
  bffUrl: string;
  /** Runs a script of its `package.json`, with further arguments. Fails with what the script printed. */
  run(script: string, ...args: string[]): Promise<void>;
  /** Serves the files of one of its folders. */
  serveFiles(folder: string): Promise<FileSite>;
  /** Starts its own server with Node. */
  serve(script: string, ...args: string[]): Promise<void>;
  /**
   * Goes through the widget of the page at `path` to an authorization code, which the page itself shows. The page has
   * one element then, and has heard of each event once.
   */
  authorize(path?: string): Promise<void>;
  close(): Promise<void>;
};

export function openExample(name: string): Promise<Example> {
  return openTogether(async (closing) => {
    const folder = inRepository(`test/examples/${name}`);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const stack = closing.also(await startStack({ origins: [url] }), (one) => one.stop());
    const browser = closing.also(await startBrowser(), (one) => one.close());
    const files = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-example-")), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const pdf = join(files, "indication.pdf");
    await writeFile(pdf, makeIndication());
    const env = {
      NEXT_PUBLIC_BFF_URL: stack.bff.url,
      NEXT_TELEMETRY_DISABLED: "1",
      NG_CLI_ANALYTICS: "false",
      NUXT_PREAUTH_HOST_ID: stack.host.id,
      NUXT_PREAUTH_HOST_KEY: stack.host.key,
      NUXT_PUBLIC_BFF_URL: stack.bff.url,
      NUXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      PREAUTH_BFF: stack.bff.url,
      PREAUTH_HOST_ID: stack.host.id,
      PREAUTH_HOST_KEY: stack.host.key,
      PUBLIC_BFF_URL: stack.bff.url,
      VITE_BFF_URL: stack.bff.url,
    };
    return {
      bffUrl: stack.bff.url,
      async run(script, ...args) {
        const command = ["--run", script, ...(args.length > 0 ? ["--", ...args] : [])];
        const options = { cwd: folder, env, deadline: scriptDeadline };
        const { code, output } = await runCommand(process.execPath, command, options);
        assert.equal(code, 0, `${name}: ${script} ended with ${code}.\n${output}`);
      },
      async serveFiles(built) {
        return closing.also(await serveFiles(join(folder, built), port, stack), (site) => site.close());
      },
      async serve(script, ...args) {
        const command = [join(folder, script), ...args];
        const options = { name, command: process.execPath, args: command, cwd: folder, env };
        const server = closing.also(startProcess(options), (one) => one.end());
        await waitFor("the page", () => answers(url), { of: server, deadline: startDeadline });
      },
      async authorize(path = "/") {
        const page = await (await browser.createBrowserContext()).newPage();
        const tab = new PuppeteerTab(page);
        await page.evaluateOnNewDocument(installFinder);
        await page.evaluateOnNewDocument(recordEvents);
        await tab.goTo(url + path);
        const widget = new WidgetPage(tab);
        await submit(widget, pdf);
        await widget.waitForStep("Approved");
        await tab.waitFor(() => /AUTH-\d{4}-\d{6}/.test(document.querySelector("output")?.textContent ?? ""));
        // A list of requests beside it has the request as well.
        await tab.waitFor(() => {
          const list = document.querySelector("osigu-preauth-requests");
          return list === null || /AUTH-\d{4}-\d{6}/.test(list.shadowRoot?.textContent ?? "");
        });
        assert.equal(await tab.evaluate(() => document.querySelectorAll("osigu-preauth").length), 1);
        const told = await tab.evaluate(() => window.toldEvents);
        const once = ["preauth-ready", "preauth-complete"];
        assert.deepEqual(
          told.filter((type) => once.includes(type)),
          once,
        );
        assert.deepEqual(await tab.errors(), []);
        await page.close();
      },
      close: () => closing.close(),
    };
  });
}

declare global {
  interface Window {
    toldEvents: string[];
  }
}

/** Runs in the page, before anything of the page does. */
function recordEvents(): void {
  window.toldEvents = [];
  for (const type of ["preauth-ready", "preauth-complete"])
    document.addEventListener(type, () => window.toldEvents.push(type));
}
