import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { installFinder } from "../../e2e/find.ts";
import { journeyOf, prepare, search, submit } from "../../e2e/journey.ts";
import { startPuppeteerTabs } from "../../e2e/puppeteer-tab.ts";
import { waitFor } from "../../stack/readiness.ts";
import { type HostPages, mounting, openHostPages } from "../host-pages.ts";

declare global {
  interface Window {
    cameBack?: boolean;
  }
}

/** Waits until a condition holds in the page. While one page replaces another, there is none to ask. */
function waitUntil(page: Page, holds: () => boolean): Promise<void> {
  return waitFor("the page", () => page.evaluate(holds).catch(() => false), { deadline: 60_000 });
}

/** The session has a subject, so that the flow is saved and the browser does not ask before the page is left. */
const mountingSponsor = (sponsorSlug: string) =>
  `addEventListener("pageshow", ({ persisted }) => { window.cameBack = persisted; });${mounting.replace(
    "mountWidget())",
    `mountWidget({ resume: true, sponsorSlug: "${sponsorSlug}" }))`,
  )}`;

/** A page that renders `/form`, where the widget is, before somebody opens it. */
const prerendering = `<a href="/form">Ask for an authorization</a><script>
  if (location.pathname === "/form") {
    document.write('<script id="loader" src="{{bff}}/widget/v1/loader.js" async crossorigin><\\/script><div id="place"></div>');
  } else {
    const rules = Object.assign(document.createElement("script"), { type: "speculationrules" });
    rules.textContent = JSON.stringify({ prerender: [{ urls: ["/form"], eagerness: "immediate" }] });
    document.head.append(rules);
  }
</script>`;

// Its headless shell keeps no page, and renders none in advance.
describe("A page that Chromium keeps or renders while nobody sees it", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages("chromium", { startTabs: () => startPuppeteerTabs("chromium") });
  });
  afterEach(() => pages?.closePages());
  after(() => pages?.close());

  const callsOf = (operation: string) => pages.stack.sandbox.state.calls.of(operation).length;
  const open = async (sponsor = "sponsor-sandbox") => {
    const visit = await pages.open({ script: mountingSponsor(sponsor) });
    await visit.widget.find("textbox", "Document number");
    return visit;
  };

  /** Goes to another site, and comes back by the back button once `there` is over. */
  async function goAndComeBack(page: Page, there: () => Promise<unknown> = async () => {}): Promise<void> {
    const leave = (url: string) => {
      setTimeout(() => location.assign(url));
    };
    await page.evaluate(leave, `${pages.stack.bff.url}/healthz`);
    await waitUntil(page, () => location.pathname === "/healthz");
    await there();
    await page.evaluate(() => {
      setTimeout(() => history.back());
    });
    await waitUntil(page, () => location.pathname === "/" && window.cameBack !== undefined);
    assert.equal(await page.evaluate(() => window.cameBack), true, "the page was kept");
  }

  it("is kept while a search is under way, and shows what was found, asked for once", async () => {
    const { widget, page } = await open();
    const held = pages.stack.sandbox.faults.hold("searchBeneficiary");
    const searches = callsOf("searchBeneficiary");
    await search(widget);
    await held.arrived;
    await goAndComeBack(page);
    held.release();
    await widget.confirmPerson();
    assert.equal(callsOf("searchBeneficiary"), searches + 1);
  });

  it("is kept while a request is submitted, and shows the answer, submitted once", async () => {
    const { widget, page } = await open();
    await prepare(widget, pages.pdf);
    const held = pages.stack.sandbox.faults.hold("completeAuthorizationRequest");
    const completed = callsOf("completeAuthorizationRequest");
    await widget.press("Request authorization");
    await held.arrived;
    await goAndComeBack(page);
    held.release();
    await widget.waitForStep("Approved");
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
  });

  it("is kept while it watches a request, and shows the decision that came meanwhile", async () => {
    pages.stack.sandbox.clock.stop();
    const { widget, page } = await open("sponsor-later-approves");
    await submit(widget, pages.pdf, journeyOf("sponsor-later-approves"));
    await widget.waitForStep("Waiting for the insurer");
    await goAndComeBack(page, async () => pages.stack.sandbox.clock.advance(3_000));
    await widget.waitForStep("Approved");
    pages.stack.sandbox.clock.reset();
  });

  it("is rendered in advance without a request, and comes to its code once it is opened", async () => {
    let tokens = 0;
    const created = callsOf("createAuthorizationRequest");
    const sent = callsOf("sendOtp");
    const { widget, page } = await pages.open({
      body: prerendering,
      script: `if (location.pathname === "/form") { ${mountingSponsor("sponsor-sandbox")} }`,
      token: () => {
        tokens++;
        return undefined;
      },
    });
    await waitFor("the page rendered in advance", async () => tokens > 0);
    assert.deepEqual([callsOf("createAuthorizationRequest"), callsOf("sendOtp")], [created, sent]);
    await page.evaluate(() => {
      setTimeout(() => document.querySelector("a")?.click());
    });
    await waitUntil(page, () => location.pathname === "/form");
    await page.evaluate(installFinder);
    await submit(widget, pages.pdf);
    await widget.waitForStep("Approved");
    assert.equal(tokens, 1, "one token, from before it was opened");
  });
});
