import { type ElementHandle, type Page, TimeoutError } from "puppeteer-core";
import { type BrowserName, startBrowser } from "../stack/browser.ts";
import { clickUntilHit, watchClicks } from "./clicks.ts";
import { type Key, type Tab, type TabElement, type Tabs, timeout } from "./tab.ts";

/** Milliseconds between two looks at a page. A look walks the whole page, which at each frame would keep it busy. */
const polling = 40;

/** How often a page is asked for its file chooser at the most. */
const chooserTries = 3;

/** Chromium or Firefox. */
export async function startPuppeteerTabs(name: BrowserName): Promise<Tabs> {
  const browser = await startBrowser(name);
  return {
    scripts: [],
    async open(size) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport(size);
      return new PuppeteerTab(page);
    },
    close: () => browser.close(),
  };
}

/** The page of a tab of Chromium's, for what no other browser lets a test do. */
export function pageOf(tab: Tab): Page {
  if (!(tab instanceof PuppeteerTab)) throw new Error("This can only be tested in Chromium.");
  return tab.page;
}

/** A page that Puppeteer speaks to. */
export class PuppeteerTab implements Tab {
  readonly page: Page;
  readonly #errors: string[] = [];
  readonly #warnings: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(timeout);
    page.on("console", (message) => {
      if (message.type() === "error") this.#errors.push(message.text());
      if (message.type() === "warn") this.#warnings.push(message.text());
    });
    page.on("pageerror", (error) => this.#errors.push(String(error)));
  }

  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args) {
    return this.page.evaluate(run as (...args: unknown[]) => Result, ...args);
  }

  async waitFor<Args extends unknown[]>(run: (...args: Args) => unknown, ...args: Args): Promise<void> {
    await this.page.waitForFunction(run as (...args: unknown[]) => unknown, { polling, timeout }, ...args);
  }

  async find<Args extends unknown[]>(run: (...args: Args) => Element | null | undefined, ...args: Args) {
    const handle = await this.page.waitForFunction(
      run as (...args: unknown[]) => Element | null | undefined,
      { polling, timeout },
      ...args,
    );
    return new PuppeteerElement(handle.asElement() as ElementHandle<HTMLElement>);
  }

  async press(...keys: Key[]): Promise<void> {
    // Of Firefox's keys the space bar is known by what it writes.
    const pressed = keys.map((key) => (key === "Space" ? " " : key));
    for (const key of pressed) await this.page.keyboard.down(key);
    for (const key of pressed.toReversed()) await this.page.keyboard.up(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Asks again where no chooser opens: a browser that is busy lets the permission of a key press run out. */
  async chooseFiles(ask: () => Promise<void>, ...paths: string[]): Promise<void> {
    for (let left = chooserTries; ; left -= 1) {
      const opened = this.page.waitForFileChooser({ timeout: timeout / chooserTries });
      opened.catch(() => undefined);
      // The browser has to have heard that choosers are answered here before it is asked for one.
      await this.page.evaluate(() => undefined);
      await ask();
      try {
        return await (await opened).accept(paths);
      } catch (thrown) {
        if (left <= 1 || !(thrown instanceof TimeoutError)) throw thrown;
      }
    }
  }

  async goTo(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  setOffline(isOffline: boolean): Promise<void> {
    return this.page.setOfflineMode(isOffline);
  }

  async errors(): Promise<string[]> {
    return this.#errors;
  }

  async warnings(): Promise<string[]> {
    return this.#warnings;
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png`, fullPage: true });
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }
}

class PuppeteerElement implements TabElement {
  readonly #handle: ElementHandle<HTMLElement>;

  constructor(handle: ElementHandle<HTMLElement>) {
    this.#handle = handle;
  }

  evaluate<Args extends unknown[], Result>(
    run: (element: HTMLElement, ...args: Args) => Result,
    ...args: Args
  ) {
    return this.#handle.evaluate(run as (element: HTMLElement, ...args: unknown[]) => Result, ...args);
  }

  async click(): Promise<void> {
    const { frame } = this.#handle;
    const click = async () => {
      await this.#handle.evaluate(watchClicks);
      await this.#handle.scrollIntoView();
      await this.#handle.click();
    };
    // A page that the click has led away from has nothing to say.
    const hits = () => frame.evaluate(() => window.clickHits).catch(() => undefined);
    await clickUntilHit(click, hits);
  }

  async select(value: string): Promise<void> {
    await this.#handle.select(value);
  }

  setFiles(...paths: string[]): Promise<void> {
    return (this.#handle as unknown as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }
}
