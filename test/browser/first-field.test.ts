import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { HTTPRequest, Page } from "puppeteer-core";
import { type HostPage, type HostPages, mounting, openHostPages } from "./host-pages.ts";

/** What a page requested, by what it is. The widget's script is kept back until `release`. */
class Requests {
  readonly seen: string[] = [];
  release = () => {};
  #released = new Promise<void>((resolve) => {
    this.release = resolve;
  });
  /** What becomes of the nth request of this kind in place of an answer. */
  fail: (kind: string, count: number) => "cut" | undefined = () => undefined;

  async listen(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on("request", (request) => void this.#answer(request));
  }

  count(kind: string): number {
    return this.seen.filter((each) => each === kind).length;
  }

  /** Resolves when the first request of this kind was made. */
  async until(kind: string): Promise<void> {
    while (!this.count(kind)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async #answer(request: HTTPRequest): Promise<void> {
    const kind = request.method() === "OPTIONS" ? undefined : kindOf(request.url());
    if (kind) this.seen.push(kind);
    if (kind && this.fail(kind, this.count(kind)) === "cut") return request.abort("connectionreset");
    if (kind === "script") await this.#released;
    // The page may be gone by now.
    await request.continue().catch(() => {});
  }
}

function kindOf(url: string): string | undefined {
  if (url.endsWith("/token")) return "token";
  if (url.endsWith("/forms")) return "forms";
  if (url.endsWith("/v1/sponsors")) return "sponsors";
  return /\/chunks\/(script|first-screen)-/.exec(url)?.[1];
}

const loader = '<script id="loader" src="{{bff}}/widget/v1/loader.js" async crossorigin></script>';

/** The element in the page's markup, with a token in the HTML, and a `getToken` for later. */
const markup = (token: string): HostPage => ({
  body: `${loader}<osigu-preauth sponsor-slug="sponsor-sandbox" locale="en" token="${token}"></osigu-preauth>`,
  script: `document.querySelector("osigu-preauth").getToken =
    () => fetch("/token", { method: "POST" }).then((reply) => reply.text());`,
});

describe("Until the first field", () => {
  let pages: HostPages;
  let token: string;
  before(async () => {
    pages = await openHostPages();
    token = await (await fetch(`${pages.url}/token`, { method: "POST" })).text();
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  async function open(shown: HostPage = {}, fail?: Requests["fail"]) {
    const requests = new Requests();
    if (fail) requests.fail = fail;
    const visit = await pages.open({ ...shown, before: (page) => requests.listen(page) });
    return { ...visit, requests };
  }

  it("mount requests token, form and texts while the script is loaded, each of them once", async () => {
    const { widget, requests } = await open();
    await requests.until("forms");
    await requests.until("first-screen");
    assert.equal(requests.count("token"), 1);
    requests.release();
    await widget.find("textbox", "Document number");
    assert.deepEqual(requests.seen.toSorted(), ["first-screen", "forms", "script", "token"]);
  });

  it("mount requests the sponsors where the page names none", async () => {
    const script = mounting.replace('sponsorSlug: "sponsor-sandbox", ', "");
    const { widget, requests } = await open({ script });
    await requests.until("sponsors");
    requests.release();
    await widget.find("combobox");
    assert.equal(requests.count("sponsors"), 1);
    assert.equal(requests.count("token"), 1);
  });

  it("an element in the markup does so with the token of the page's HTML, which leaves the page", async () => {
    const { page, widget, requests } = await open(markup(token));
    await requests.until("forms");
    requests.release();
    await widget.find("textbox", "Document number");
    assert.equal(requests.count("token"), 0);
    assert.equal(requests.count("forms"), 1);
    assert.equal(await page.$eval("osigu-preauth", (element) => element.getAttribute("token")), null);
  });

  it("an element in the markup does so when the page's scripts have set getToken", async () => {
    const { widget, requests } = await open(markup(""));
    await requests.until("forms");
    requests.release();
    await widget.find("textbox", "Document number");
    assert.equal(requests.count("token"), 1);
    assert.equal(requests.count("forms"), 1);
  });

  it("mount takes a token of the page's own or the promise of one, and calls getToken when that fails", async () => {
    for (const [given, asked] of [
      [`"${token}"`, 0],
      ['"refused"', 1],
      [`Promise.resolve("${token}")`, 0],
      ['Promise.resolve("refused")', 1],
      ['Promise.reject(new Error("No token."))', 1],
    ] as const) {
      const script = mounting.replace('locale: "en"', `locale: "en", token: ${given}`);
      const { widget, requests } = await open({ script });
      requests.release();
      await widget.find("textbox", "Document number");
      assert.equal(requests.count("token"), asked);
    }
  });

  it("the element requests a form again that did not come, with the same token", async () => {
    const { widget, requests } = await open({}, (kind, count) =>
      kind === "forms" && count === 1 ? "cut" : undefined,
    );
    await requests.until("forms");
    requests.release();
    await widget.find("textbox", "Document number");
    assert.equal(requests.count("forms"), 2);
    assert.equal(requests.count("token"), 1);
  });

  it("the element calls getToken again when it failed", async () => {
    const { widget, requests } = await open({}, (kind, count) =>
      kind === "token" && count === 1 ? "cut" : undefined,
    );
    await requests.until("token");
    requests.release();
    await widget.find("textbox", "Document number");
    assert.equal(requests.count("token"), 2);
    assert.equal(requests.count("forms"), 1);
  });

  it("an element that was unmounted before the script came requests nothing more", async () => {
    const script = mounting.replace("mountWidget())", "mountWidget().unmount())");
    const { page, requests } = await open({ script });
    await requests.until("forms");
    requests.release();
    await page.waitForFunction(() => customElements.get("osigu-preauth"));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    assert.equal(await page.$("osigu-preauth"), null);
    assert.deepEqual(requests.seen.toSorted(), ["first-screen", "forms", "script", "token"]);
  });

  it("an element that is mounted when the script is there requests as much", async () => {
    const { page, widget, requests } = await open({
      script: mounting.slice(0, mounting.indexOf("const start")),
    });
    requests.release();
    await page.waitForFunction(() => customElements.get("osigu-preauth"));
    await page.evaluate(() => void window.mountWidget());
    await widget.find("textbox", "Document number");
    assert.equal(requests.count("token"), 1);
    assert.equal(requests.count("forms"), 1);
  });

  it("the element has its room before the script comes, and nothing around it moves when it does", async () => {
    const { page, widget, requests } = await open({
      ...markup(token),
      body: `<p>Above</p>${markup(token).body}<p id="below">Below</p>`,
    });
    const below = () => page.$eval("#below", (element) => element.getBoundingClientRect().top);
    await requests.until("forms");
    const before = await below();
    requests.release();
    await widget.find("textbox", "Document number");
    assert.equal(await below(), before);
  });
});
