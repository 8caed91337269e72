import type { TestRunnerConfig } from "@web/test-runner";
import type { WebDriverSession } from "../stack/webdriver.ts";
import { startWebKit, type WebKit } from "../stack/webkit.ts";

/** Keys that the widget's tests press, as WebDriver numbers them. */
const codes: Record<string, string> = {
  ArrowDown: "\uE015",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
  ArrowUp: "\uE013",
  Backspace: "\uE003",
  Control: "\uE009",
  End: "\uE010",
  Enter: "\uE007",
  Escape: "\uE00C",
  Home: "\uE011",
  Tab: "\uE004",
};

/** What pressing a key is. */
const both = ["keyDown", "keyUp"];

/** The window that the other browsers have, in CSS pixels. */
const usualSize = { width: 800, height: 600 };

type BrowserLauncher = NonNullable<TestRunnerConfig["browsers"]>[number];

/** What `sendKeys` and `setViewport` of @web/test-runner-commands use of a page. */
type CommandPage = {
  setViewport(size: { width: number; height: number }): Promise<void>;
  keyboard: Record<"type" | "press" | "down" | "up", (keys: string) => Promise<void>>;
};

/**
 * WebKitGTK for @web/test-runner, which has launchers for it only through WebDriver clients that download browsers. Its
 * commands know pages of Puppeteer, so this launcher is of that type and has pages with what two of them use.
 */
export class WebKitLauncher implements BrowserLauncher {
  readonly name = "WebKit";
  readonly type = "puppeteer";
  /** Only the window in front has the keyboard. */
  readonly concurrency = 1;
  #webkit: WebKit | undefined;
  #session: WebDriverSession | undefined;
  /** The test file that runs. */
  #current: { id: string; url: string } | undefined;

  async initialize(): Promise<void> {
    this.#webkit = await startWebKit();
  }

  async stop(): Promise<void> {
    await this.#webkit?.close();
  }

  /** A browser for each file: what one leaves behind, no other finds. */
  async startSession(id: string, url: string): Promise<void> {
    this.#current = { id, url };
    this.#session = await this.#webkit?.openSession();
    await this.#session?.resizePage(usualSize);
    await this.#session?.goTo(url);
  }

  isActive(id: string): boolean {
    return this.#current?.id === id;
  }

  getBrowserUrl(): string | undefined {
    return this.#current?.url;
  }

  async stopSession(): Promise<object> {
    this.#current = undefined;
    await this.#session?.close();
    return {};
  }

  startDebugSession(): Promise<void> {
    throw new Error("Run the file without --manual: WebKit has no debug session here.");
  }

  /** What the commands of a test call. */
  getPage(_id: string): CommandPage {
    return {
      setViewport: async (size) => this.#session?.resizePage(size),
      keyboard: {
        type: (text) => this.#act(both, ...text),
        press: (key) => this.#act(both, key),
        down: (key) => this.#act(["keyDown"], key),
        up: (key) => this.#act(["keyUp"], key),
      },
    };
  }

  async #act(types: readonly string[], ...keys: string[]): Promise<void> {
    const actions = keys.flatMap((key) => types.map((type) => ({ type, value: codes[key] ?? key })));
    await this.#session?.act("key", actions);
  }
}
