/** An element of a page, as WebDriver calls it on the wire. */
export type ElementReference = { "element-6066-11e4-a52e-4f735466cecf": string };

/** What a key or a pointer does, as WebDriver's actions call it. */
type Action = { type: string; [detail: string]: unknown };

/** Milliseconds after which a browser that does not answer fails a test. */
const longestWait = 60_000;

/** A browser that answers to WebDriver: the few of its commands that tests need. https://www.w3.org/TR/webdriver2/ */
export class WebDriverSession {
  readonly #url: string;
  readonly #ended: () => unknown;
  #isClosed = false;

  private constructor(url: string, ended: () => unknown) {
    this.#url = url;
    this.#ended = ended;
  }

  /** Starts the browser that lies at `binary`; `ended` is called when it is closed. */
  static async open(driver: string, binary: string, ended: () => unknown): Promise<WebDriverSession> {
    const options = { binary, args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await command<{ sessionId: string }>("POST", `${driver}/session`, { capabilities });
    return new WebDriverSession(`${driver}/session/${sessionId}`, ended);
  }

  goTo(url: string): Promise<void> {
    return this.#post("url", { url });
  }

  refresh(): Promise<void> {
    return this.#post("refresh");
  }

  /** The window from outside, its bar included. */
  resize(size: { width: number; height: number }): Promise<void> {
    return this.#post("window/rect", size);
  }

  /** Makes what a page has of the window this large, in CSS pixels. */
  async resizePage({ width, height }: { width: number; height: number }): Promise<void> {
    await this.resize({ width, height });
    const inner = await this.execute("return { width: innerWidth, height: innerHeight };", []);
    const { width: innerWidth, height: innerHeight } = inner as { width: number; height: number };
    await this.resize({ width: 2 * width - innerWidth, height: 2 * height - innerHeight });
  }

  /** Runs the text of a function's body; what it promises is waited for. */
  execute(script: string, args: unknown[]): Promise<unknown> {
    return this.#post("execute/sync", { script, args });
  }

  /** Does this, one after the other, with a keyboard or with a mouse. */
  act(type: "key" | "pointer", actions: Action[]): Promise<void> {
    return this.#post("actions", { actions: [{ type, id: type, actions }] });
  }

  /** What a file field takes as keys is paths, each on a line. */
  sendKeys(element: ElementReference, text: string): Promise<void> {
    return this.#post(`element/${Object.values(element)[0]}/value`, { text });
  }

  /** A PNG of what the window shows. */
  async screenshot(): Promise<Buffer> {
    return Buffer.from(await command<string>("GET", `${this.#url}/screenshot`), "base64");
  }

  /** Ends the browser. Harmless when it has ended already. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await command("DELETE", this.#url).finally(this.#ended);
  }

  #post<Value>(path: string, body: object = {}): Promise<Value> {
    return command("POST", `${this.#url}/${path}`, body);
  }
}

async function command<Value>(method: string, url: string, body?: object): Promise<Value> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(longestWait),
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch((cause) => {
    throw new Error(`The browser did not answer to ${method} ${new URL(url).pathname}.`, { cause });
  });
  const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
