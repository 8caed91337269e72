import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { makeRequest, silent, sitDown } from "../live/desk.ts";
import { strictPolicy } from "../playground/policy.ts";
import { waitFor } from "../stack/readiness.ts";
import { type HostPage, type HostPages, openHostPages, type Visit, withoutFiles } from "./host-pages.ts";

const list = "<osigu-preauth-requests></osigu-preauth-requests>";
/** Gives the list its token, whenever it is defined. */
const script = `
  const list = document.querySelector("osigu-preauth-requests");
  list.locale = "en";
  list.getToken = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());
`;
/** Keeps the code of each problem that the page hears of. */
const hearing = `window.heard = []; addEventListener("preauth-error", ({ detail }) => heard.push(detail.code));`;

describe("The list of requests in a host's page", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages();
    const desk = await sitDown(pages.stack, pages.stack.bff.url, "reception", { reference: "CASE-7" });
    await makeRequest(desk, silent);
  });
  afterEach(() => pages?.closePages());
  after(() => pages?.close());

  async function shows(page: HostPage): Promise<string[]> {
    const { widget, said } = await pages.open({ script, ...page });
    const rows = () =>
      [
        ...(document.querySelector("osigu-preauth-requests")?.shadowRoot?.querySelectorAll(".request") ?? []),
      ].map((row) => row.textContent ?? "");
    await widget.tab.waitFor(() =>
      document.querySelector("osigu-preauth-requests")?.shadowRoot?.querySelector(".request"),
    );
    assert.deepEqual(await said(), []);
    return widget.tab.evaluate(rows);
  }

  for (const [how, body] of [
    ["by the loader, before it", `${list}<script src="{{bff}}/widget/v1/loader.js" async></script>`],
    ["by the loader, after it", `<script src="{{bff}}/widget/v1/loader.js" async></script>${list}`],
    ["by its own script alone", `<script type="module" src="{{bff}}/widget/v1/requests.js"></script>${list}`],
    [
      "by its own script, beside a form",
      `<script type="module" src="{{bff}}/widget/v1/requests.js"></script>
       <script src="{{bff}}/widget/v1/loader.js"></script>${list}<osigu-preauth></osigu-preauth>`,
    ],
  ] as const) {
    it(`is there ${how}`, async () => {
      const [row = ""] = await shows({ body });
      assert.match(row, /CASE-7/);
      assert.match(row, /Not sent yet/);
    });
  }

  it("is there beside a form under a strict content security policy, trusted types included", async () => {
    const headers = { "content-security-policy": strictPolicy("{{bff}}") };
    const body = `<script src="{{bff}}/widget/v1/loader.js" async></script>${list}<osigu-preauth></osigu-preauth>`;
    assert.equal((await shows({ body, headers })).length, 1);
  });

  it("is there when the page makes it later, with its own script", async () => {
    const body = '<script type="module" src="{{bff}}/widget/v1/requests.js"></script>';
    const later = `setTimeout(() => { document.body.insertAdjacentHTML("beforeend", "${list}"); ${script} }, 500);`;
    assert.equal((await shows({ body, script: later })).length, 1);
  });

  it("loads nothing into a page without it", async () => {
    const { widget } = await pages.open();
    await widget.find("textbox", "Document number");
    const urls = await widget.tab.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    assert.deepEqual(
      urls.filter((url) => /\/requests/.test(url)),
      [],
    );
  });
});

describe("The list of requests that cannot be loaded", () => {
  let pages: HostPages;
  let broken = /./;
  before(async () => {
    pages = await openHostPages(undefined, { answerTo: withoutFiles(() => broken) });
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  /** What the page's console has of the widget, once it has something: it may be heard of after the event. */
  const ofWidget = async ({ said }: Visit) => {
    const lines = async () => (await said()).filter((line) => /^osigu-preauth/.test(line));
    await waitFor("a line of the widget", async () => (await lines()).length > 0);
    return lines();
  };

  it("for want of its script: one line says what to do, the page hears of it once, and its own words stay", async () => {
    broken = /requests\.js/;
    const visit = await pages.open({
      body: `<osigu-preauth-requests>Ask at the desk.</osigu-preauth-requests><script src="{{bff}}/widget/v1/loader.js"></script>`,
      script: `${hearing} addEventListener("preauth-error", ({ target }) => heard.push(target.localName));`,
    });
    await visit.widget.tab.waitFor(() => window.heard?.length);
    const [line = "", ...others] = await ofWidget(visit);
    assert.match(line, /load loader\.js from the BFF, allowed by script-src/);
    assert.deepEqual(others, []);
    assert.deepEqual(await visit.widget.tab.evaluate(() => window.heard), [
      "unreachable",
      "osigu-preauth-requests",
    ]);
    const words = () => {
      const element = document.querySelector("osigu-preauth-requests");
      return element?.checkVisibility({ visibilityProperty: true }) && element.textContent;
    };
    assert.equal(await visit.widget.tab.evaluate(words), "Ask at the desk.");
    // A form beside the list may still wait for its own script.
    const hasSkeleton = () => document.adoptedStyleSheets.some(({ disabled }) => !disabled);
    assert.ok(await visit.widget.tab.evaluate(hasSkeleton));
  });

  it("for want of what its script loads: the person reads so, and tries again", async () => {
    broken = /define-for-cdn/;
    const visit = await pages.open({
      body: `<script src="{{bff}}/widget/v1/loader.js"></script><div lang="es">${list}</div>`,
      script: hearing + script.replace('list.locale = "en";', ""),
    });
    const { tab } = visit.widget;
    await tab.waitFor(() => window.heard?.length);
    const [line = "", ...others] = await ofWidget(visit);
    assert.match(line, /the list is not loaded.*script-src/);
    assert.deepEqual(others, []);
    assert.deepEqual(await tab.evaluate(() => window.heard), ["unreachable"]);
    const words = await tab.evaluate(() => document.querySelector("osigu-preauth-requests")?.textContent);
    assert.match(words ?? "", /No hay conexión\. Intentar de nuevo/);
    broken = /^$/;
    await tab.evaluate(() => document.querySelector<HTMLElement>("osigu-preauth-requests button")?.click());
    await tab.waitFor(() => document.querySelector("osigu-preauth-requests:defined"));
  });
});

declare global {
  interface Window {
    /** What the page heard of. */
    heard?: string[];
  }
}
