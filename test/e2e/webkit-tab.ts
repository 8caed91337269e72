import { writeFile } from "node:fs/promises";
import { waitFor } from "../stack/readiness.ts";
import type { ElementReference, WebDriverSession } from "../stack/webdriver.ts";
import { startWebKit } from "../stack/webkit.ts";
import { clickUntilHit, watchClicks } from "./clicks.ts";
import { type Key, type Tab, type TabElement, type Tabs, timeout } from "./tab.ts";

/** WebKit, as WebKitGTK has it. Each tab is a browser of its own: WebDriver knows of no separate contexts. */
export async function startWebKitTabs(): Promise<Tabs> {
  const webkit = await startWebKit();
  return {
    scripts: [recordErrors],
    async open(size) {
      const tab = new WebKitTab(await webkit.openSession());
      await tab.resize(size);
      return tab;
    },
    close: webkit.close,
  };
}

/** Keys as WebDriver numbers them. */
const codes: Record<Key, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Space: " ",
  Escape: "\uE00C",
  Home: "\uE011",
  ArrowDown: "\uE015",
  ArrowUp: "\uE013",
  Control: "\uE009",
  Shift: "\uE008",
  a: "a",
};

/** A page that is spoken to by WebDriver. */
class WebKitTab implements Tab {
  readonly #session: WebDriverSession;
  /** Of the pages before the last load. */
  readonly #errorsBefore: string[] = [];

  constructor(session: WebDriverSession) {
    this.#session = session;
  }

  /** Makes what the page has of the window this large. */
  resize(size: { width: number; height: number }): Promise<void> {
    return this.#session.resizePage(size);
  }

  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args) {
    const script = `return (${run})(...arguments)`;
    return this.#session.execute(script, args) as Promise<Awaited<Result>>;
  }

  async waitFor<Args extends unknown[]>(run: (...args: Args) => unknown, ...args: Args): Promise<void> {
    await this.#until(run, args);
  }

  async find<Args extends unknown[]>(run: (...args: Args) => Element | null | undefined, ...args: Args) {
    return new WebKitElement(this.#session, (await this.#until(run, args)) as ElementReference);
  }

  async #until<Args extends unknown[]>(run: (...args: Args) => unknown, args: Args): Promise<unknown> {
    let found: unknown;
    const look = async () => {
      found = await this.evaluate(run, ...args);
      return Boolean(found);
    };
    await waitFor("what the page is to show", look, { deadline: timeout });
    return found;
  }

  press(...keys: Key[]): Promise<void> {
    return this.#session.act("key", [
      ...keys.map((key) => ({ type: "keyDown", value: codes[key] })),
      ...keys.toReversed().map((key) => ({ type: "keyUp", value: codes[key] })),
    ]);
  }

  type(text: string): Promise<void> {
    const strokes = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    return this.#session.act("key", strokes);
  }

  /** The system's own dialog is not for WebDriver to answer: the page is asked what it would have been opened for. */
  async chooseFiles(ask: () => Promise<void>, ...paths: string[]): Promise<void> {
    await this.evaluate(() => {
      window.asksForFiles = undefined;
      const keep = (event: Event) => {
        event.preventDefault();
        window.asksForFiles = event.composedPath()[0] as HTMLElement;
      };
      addEventListener("click", keep, { once: true });
    });
    await ask();
    const field = await this.find(() => window.asksForFiles);
    await field.setFiles(...paths);
  }

  goTo(url: string): Promise<void> {
    return this.#session.goTo(url);
  }

  async reload(): Promise<void> {
    this.#errorsBefore.push(...(await this.#errorsNow()));
    await this.#session.refresh();
  }

  /** WebDriver cannot take the connection away. The page is told that it is gone; to cut it is the test's part. */
  setOffline(isOffline: boolean): Promise<void> {
    return this.evaluate((offline) => {
      Object.defineProperty(navigator, "onLine", { value: !offline, configurable: true });
      dispatchEvent(new Event(offline ? "offline" : "online"));
    }, isOffline);
  }

  async errors(): Promise<string[]> {
    return [...this.#errorsBefore, ...(await this.#errorsNow())];
  }

  #errorsNow(): Promise<string[]> {
    return this.evaluate(() => window.errorsSoFar);
  }

  warnings(): Promise<string[]> {
    return this.evaluate(() => window.warningsSoFar);
  }

  async screenshot(path: string): Promise<void> {
    const size = await this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const height = await this.evaluate(() => document.documentElement.scrollHeight);
    await this.resize({ ...size, height });
    // What has been added to the window is black until it has been painted.
    await this.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await writeFile(path, await this.#session.screenshot());
    await this.resize(size);
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}

class WebKitElement implements TabElement {
  readonly #session: WebDriverSession;
  readonly #reference: ElementReference;

  constructor(session: WebDriverSession, reference: ElementReference) {
    this.#session = session;
    this.#reference = reference;
  }

  evaluate<Args extends unknown[], Result>(
    run: (element: HTMLElement, ...args: Args) => Result,
    ...args: Args
  ) {
    const script = `return (${run})(...arguments)`;
    return this.#session.execute(script, [this.#reference, ...args]) as Promise<Awaited<Result>>;
  }

  async click(): Promise<void> {
    const click = async () => {
      await this.evaluate(watchClicks);
      await this.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
      await this.#session.act("pointer", [
        { type: "pointerMove", origin: this.#reference, x: 0, y: 0 },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]);
    };
    const hits = () => this.#session.execute("return window.clickHits", []) as Promise<boolean[] | null>;
    await clickUntilHit(click, hits);
  }

  /** What a list opens is the system's own, and not for WebDriver to see. */
  select(value: string): Promise<void> {
    return this.evaluate((element, wanted) => {
      (element as HTMLSelectElement).value = wanted;
      for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
    }, value);
  }

  setFiles(...paths: string[]): Promise<void> {
    return this.#session.sendKeys(this.#reference, paths.join("\n"));
  }
}

declare global {
  interface Window {
    errorsSoFar: string[];
    warningsSoFar: string[];
    asksForFiles: HTMLElement | undefined;
  }
}

/** Runs in the page, before anything of the page does: WebDriver tells nothing of its console. */
function recordErrors(): void {
  window.errorsSoFar = [];
  const keep = (...words: unknown[]) => window.errorsSoFar.push(words.map(String).join(" "));
  const { error, warn } = console;
  console.error = (...words: unknown[]) => {
    keep(...words);
    error(...words);
  };
  window.warningsSoFar = [];
  console.warn = (...words: unknown[]) => {
    window.warningsSoFar.push(words.map(String).join(" "));
    warn(...words);
  };
  addEventListener("error", ({ target, message }) => keep(message ?? `A ${target} did not load.`), true);
  addEventListener("unhandledrejection", ({ reason }) => keep(reason));
  document.addEventListener("securitypolicyviolation", (event) =>
    keep(`${event.effectiveDirective} was violated by ${event.blockedURI}`),
  );
}
