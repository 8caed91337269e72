import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { search, submit } from "../e2e/journey.ts";
import { waitFor } from "../stack/readiness.ts";
import { type HostPages, mounting, openHostPages } from "./host-pages.ts";
import { countCalls, mostGrowth, mountTimes, weigh, weighOnceSettled } from "./mounts.ts";

/** The policy that the widget's README tells a page to have: nothing in it is `unsafe-`. */
const strictPolicy = [
  "default-src 'none'",
  "script-src 'self' {{bff}}",
  "connect-src 'self' {{bff}}",
  "img-src data: blob:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html osigu-preauth",
].join("; ");

/** What a page's own style sheet may do to everything in it. */
const hostile = `<style>
  html { font-size: 62.5%; }
  * { all: unset; box-sizing: content-box !important; margin: 13px !important; letter-spacing: 3px !important; }
  div, p, h2, label, input, select, button, form, svg, ol, li {
    font: italic 900 31px/3 serif !important; padding: 17px !important; text-transform: uppercase !important;
    display: inline !important; border: 5px dotted red !important; width: 40px !important; color: red !important;
  }
  osigu-preauth, #place, body, html { all: revert !important; }
  html { font-size: 62.5% !important; }
</style>`;
const calm = "<style>body { margin: 8px; } osigu-preauth { --osigu-font-family: sans-serif; }</style>";

/** The vendor's documented page, with the address of the loader and the way to a token changed. */
const samplePage = `
  <div id="osigu-preauth"></div>
  <script src="{{bff}}/widget/v1/loader.js" async></script>
  <script>
    window.calls = [];
    document.addEventListener("DOMContentLoaded", async () => {
      await window.osiguReady;
      OsiguPreAuth.mount({
        container: "#osigu-preauth",
        environment: "sandbox",
        getToken: async () => (await fetch("/token", { method: "POST" })).text(),
        sponsorSlug: "sponsor-sandbox",
        locale: "en",
        theme: "auto",
        telemetry: { trackingId: "sample" },
        onReady: () => calls.push("ready"),
        onStepChange: ({ name }) => calls.push("step " + name),
        onComplete: ({ status, authorizations }) => calls.push(["complete", status, authorizations[0].status].join(" ")),
        onError: ({ code }) => calls.push("error " + code),
      });
    });
  </script>`;

describe("In the host page", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages();
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  it("a strict policy and trusted types are kept through the whole flow", async () => {
    const { page, widget, said } = await pages.open({
      headers: { "content-security-policy": strictPolicy },
      before: (page) => page.evaluateOnNewDocument(countViolations),
    });
    await submit(widget, pages.pdf);
    await widget.waitForStep("Approved");
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(await said(), []);
  });

  it("a policy by nonce lets the loader bring its own scripts", async () => {
    const { widget, said } = await pages.open({
      headers: {
        "content-security-policy":
          "script-src 'nonce-once' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
      },
      body: `<script nonce="once" id="loader" src="{{bff}}/widget/v1/loader.js" async></script><div id="place"></div>
        <script nonce="once">${mounting}</script>`,
      script: "",
    });
    await widget.find("textbox", "Document number");
    assert.deepEqual(
      (await said()).filter((text) => !text.includes("page.js")),
      [],
    );
  });

  it("the vendor's sample page runs as printed: async loader, DOMContentLoaded, await osiguReady", async () => {
    let isReady: Promise<unknown> | undefined;
    const { page, widget, said } = await pages.open({
      body: samplePage,
      script: "",
      before: async (page) => {
        isReady = page.waitForFunction(() => "osiguReady" in window);
      },
      // A real page is longer than the sample: the loader has come when its last byte does.
      endsAfter: async () => isReady,
    });
    await submit(widget, pages.pdf);
    await widget.waitForStep("Approved");
    const calls = await page.evaluate(() => window.calls);
    const [last, beforeLast] = calls.toReversed();
    assert.equal(calls[0], "ready");
    assert.deepEqual([beforeLast, last], ["step outcome", "complete COMPLETED APPROVED"]);
    assert.equal(calls.filter((call) => call.startsWith("complete")).length, 1);
    assert.deepEqual(await said(), []);
  });

  it("hostile style sheets and a root font of 62.5 % move nothing by a pixel", async () => {
    const calmBoxes = await boxes((await pages.open({ head: calm })).page);
    const hostileBoxes = await boxes((await pages.open({ head: calm + hostile })).page);
    assert.ok(calmBoxes.length > 20);
    assert.deepEqual(hostileBoxes, calmBoxes);
  });

  it("fields are 16 px at least where fingers touch, whatever the theme says", async () => {
    const { page, widget } = await pages.open({
      head: "<style>osigu-preauth { --osigu-font-size-base: 12px; }</style>",
      viewport: { width: 390, height: 844, isMobile: true, hasTouch: true },
    });
    await widget.find("textbox", "Document number");
    const sizes = await page.evaluate(() =>
      window.finder
        .all("textbox")
        .concat(window.finder.all("combobox"))
        .map((field) => ({
          font: Number.parseFloat(getComputedStyle(field).fontSize),
          height: field.getBoundingClientRect().height,
        })),
    );
    assert.ok(sizes.length >= 2);
    for (const { font, height } of sizes) {
      assert.ok(font >= 16, `${font} px`);
      assert.ok(height >= 44, `${height} px high`);
    }
  });

  it("at a zoom of 400 % nothing scrolls sideways", async () => {
    // A window of 1,280 px at 400 % has 320 px of its own.
    const { page, widget } = await pages.open({
      head: "<style>body { margin: 0; }</style>",
      viewport: { width: 320, height: 256, deviceScaleFactor: 4 },
    });
    await search(widget);
    await widget.confirmPerson();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  });

  it("loading moves nothing of the page that it does not fill itself", async () => {
    const { page, widget } = await pages.open({
      body: `<p id="above">Above</p><script id="loader" src="{{bff}}/widget/v1/loader.js" async></script><div id="place"></div>`,
      before: (page) => page.evaluateOnNewDocument(recordShifts),
    });
    await widget.find("textbox", "Document number");
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  });

  it("after 200 mounts and unmounts no node, listener or request is left", async () => {
    const { page, widget } = await pages.open({ before: (page) => page.evaluateOnNewDocument(countCalls) });
    await widget.find("textbox", "Document number");
    // As often as are counted: until then there is more of what is made once, compiled code above all.
    await mountTimes(page, 200);
    const before = await weigh(page);
    await mountTimes(page, 200);
    const after = await weighOnceSettled(page, before);
    assert.equal(after.elements, before.elements);
    assert.ok(after.Nodes <= before.Nodes, `${after.Nodes - before.Nodes} nodes more`);
    assert.ok(
      after.JSEventListeners <= before.JSEventListeners,
      `${after.JSEventListeners - before.JSEventListeners} listeners more`,
    );
    assert.ok(after.heap - before.heap <= mostGrowth, `${after.heap - before.heap} bytes more`);
  });

  it("a second copy of the script warns once, naming both versions, and the first goes on", async () => {
    const { page, widget, said } = await pages.open();
    await widget.find("textbox", "Document number");
    await page.addScriptTag({ url: `${pages.stack.bff.url}/widget/v1/loader.js?again` });
    assert.deepEqual(await said(), [], "the loader itself brings no second copy");
    const script = await page.evaluate(
      () => performance.getEntriesByType("resource").find(({ name }) => name.includes("/script-"))?.name,
    );
    await page.evaluate(async (url) => {
      await import(`${url}?second`);
      await import(`${url}?second`);
    }, script);
    await waitFor("the warning", async () => (await said()).length > 0);
    const [warning = "", ...others] = await said();
    assert.deepEqual(others, []);
    assert.match(warning, /osigu-preauth> \d+\.\d+\.\d+ .*\d+\.\d+\.\d+/);
    assert.ok(await widget.has("textbox", "Document number"));
  });

  it("a load that failed is forgotten, and tried again", async () => {
    const { page, widget } = await pages.open({
      before: async (page) => {
        let failed = false;
        await page.setRequestInterception(true);
        page.on("request", (request) => {
          const fails = !failed && request.url().includes("/script-");
          if (fails) failed = true;
          void (fails ? request.abort("connectionreset") : request.continue());
        });
      },
    });
    await widget.find("textbox", "Document number");
    assert.equal(await page.evaluate(() => typeof window.OsiguPreAuth?.mount), "function");
  });

  it("only the loader makes globals, and only its two", async () => {
    const blank = await pages.open({ body: '<div id="place"></div>', script: "" });
    const without = await blank.page.evaluate(() => Object.keys(window));
    const { page, widget } = await pages.open();
    await widget.find("textbox", "Document number");
    const added = await page.evaluate(
      (known) => Object.keys(window).filter((name) => !known.includes(name)),
      without,
    );
    // Of the others, one is the page's own, some are the test's tools', and Lit marks its version.
    const others = /^(mountWidget|_*(puppeteer|aria)\w*|lit\w+|reactiveElement\w+)$/;
    const own = added.filter((name) => !others.test(name));
    assert.deepEqual(own.sort(), ["OsiguPreAuth", "osiguReady"]);
  });

  it("an expired session is renewed once, and nothing that was typed is lost", async () => {
    const { widget, tokensAsked } = await pages.open({
      token: (asked) => (asked === 1 ? "expired" : undefined),
    });
    await search(widget);
    await widget.confirmPerson();
    assert.equal(tokensAsked(), 2);
  });
});

declare global {
  interface Window {
    calls: string[];
    violations: string[];
    shifts: number[];
    OsiguPreAuth?: { mount: unknown };
  }
}

/** Runs in the page, before anything of the page does. */
function countViolations(): void {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
}

/** Runs in the page, before anything of the page does. */
function recordShifts(): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      window.shifts.push((entry as PerformanceEntry & { value: number }).value);
  }).observe({ type: "layout-shift", buffered: true });
}

/** Where every element of the widget is, and how its text is set. */
async function boxes(page: Page): Promise<string[]> {
  await page.waitForFunction(() => window.finder.all("textbox").length > 0);
  // The last that arrives.
  await page.waitForFunction(() =>
    document.querySelector("osigu-preauth")?.shadowRoot?.querySelector("[part=badge]"),
  );
  return page.evaluate(async () => {
    const host = document.querySelector("osigu-preauth") as HTMLElement;
    const root = host.shadowRoot as ShadowRoot;
    await Promise.all(root.getAnimations().map((each) => each.finished));
    const origin = host.getBoundingClientRect();
    const shown = [...root.querySelectorAll("*")].filter((element) => element.checkVisibility());
    return shown.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { fontSize, letterSpacing, textTransform, color } = getComputedStyle(element);
      const place = [x - origin.x, y - origin.y, width, height].map((value) => value.toFixed(1));
      return `${element.localName} ${place} ${fontSize} ${letterSpacing} ${textTransform} ${color}`;
    });
  });
}
