import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "puppeteer-core";
import { journeyOf, submit } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";

type Decision = {
  status: string;
  duration_ms: number;
  telemetry_id?: string;
  authorizations: { status: string; authorization_code?: string }[];
};

describe("a decision that comes later", () => {
  let stage: Stage;

  before(async () => {
    // What a server knows of its requests outlives it in Redis.
    stage = await openStage({ redis: true });
  });
  after(() => stage?.close());

  const sandbox = () => stage.stack.sandbox;
  /** As if so many seconds had gone by at the sponsor's. */
  const later = (seconds: number) => sandbox().clock.advance(seconds * 1000);

  /** Sent to a sponsor that decides later, and shown as pending. */
  async function pending(slug: string, listen?: (page: Page) => void | Promise<void>) {
    const visitor = await stage.visit({ sponsor: slug, ...(listen && { listen }) });
    await visitor.widget.page.waitForSelector("osigu-preauth");
    await visitor.widget.page.$eval("osigu-preauth", (element) => {
      Object.assign(element, { telemetry: { trackingId: "visit-77" } });
    });
    await submit(visitor.widget, await stage.pdf(), journeyOf(slug));
    await visitor.widget.comesTo("The insurer is deciding");
    return {
      ...visitor,
      decisions: async () => (await visitor.events("preauth-decision")) as Decision[],
      completions: async () => (await visitor.events("preauth-complete")) as Decision[],
    };
  }

  const isLive = (page: Page) =>
    page.waitForFunction(() =>
      document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".live[data-live]"),
    );

  test("is waited for on a page that may be left, and shown once when it is there", async () => {
    const { widget, completions, decisions, errors, leave } = await pending("sponsor-later-approves");
    await widget.sees("You may leave this page");
    await isLive(widget.page);
    const [complete, ...more] = await completions();
    assert.equal(more.length, 0);
    assert.equal(complete?.status, "PENDING_SPONSOR");
    assert.equal(complete?.telemetry_id, "visit-77");
    later(3);
    await widget.comesTo("Approved");
    await widget.sees(/AUTH-\d{4}-\d{6}/);
    const [decision, ...others] = await decisions();
    assert.equal(others.length, 0);
    assert.equal(decision?.authorizations[0]?.status, "APPROVED");
    assert.equal(decision?.telemetry_id, "visit-77");
    assert.ok((decision?.duration_ms ?? 0) >= (complete?.duration_ms ?? 0));
    assert.equal((await completions()).length, 1);
    assert.deepEqual(errors, []);
    await leave();
  });

  test("is a refusal with the sponsor's reason", async () => {
    const { widget, leave } = await pending("sponsor-later-rejects");
    later(3);
    await widget.comesTo("Not approved");
    await widget.sees("A cheaper equivalent must be tried first.");
    await leave();
  });

  test("comes in parts, the approved one first", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-mixed");
    later(2);
    await widget.comesTo("Partly approved");
    await widget.sees(/Approved.*AUTH-\d{4}-\d{6}.*Being decided/s);
    await widget.sees("The decision appears here by itself.");
    later(2);
    await widget.sees("This test was paid for last month.");
    await widget.sees(/Approved.*AUTH-.*Not approved/s);
    assert.equal((await decisions()).length, 2);
    await leave();
  });

  test("is taken back, and its code is shown no more", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-voids");
    later(2);
    await widget.comesTo("Approved");
    later(2);
    await widget.comesTo("Cancelled");
    assert.equal(await widget.has("output"), false);
    assert.deepEqual(
      (await decisions()).map(({ authorizations }) => authorizations[0]?.status),
      ["APPROVED", "VOIDED"],
    );
    await leave();
  });

  test("that is told several times and out of order is the last one's, each shown once", async () => {
    const { widget, decisions, leave } = await pending("sponsor-noisy");
    later(4);
    await widget.comesTo("Cancelled");
    later(4);
    // The late word of the approval is older than the cancellation: nothing becomes of it.
    await widget.page.waitForNetworkIdle({ idleTime: 300, concurrency: 1 });
    await widget.comesTo("Cancelled");
    const statuses = (await decisions()).map(({ authorizations }) => authorizations[0]?.status);
    assert.equal(statuses.filter((status) => status === "VOIDED").length, 1);
    await leave();
  });

  test("is found by asking where no stream gets through", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-approves", async (page) => {
      await page.setRequestInterception(true);
      page.on("request", (request) => {
        const isStream = request.method() === "GET" && request.url().endsWith("/events");
        if (!isStream) return void request.continue();
        void request.respond({
          status: 502,
          headers: { "access-control-allow-origin": request.headers().origin ?? "*" },
          contentType: "text/html",
          body: "<h1>Bad gateway</h1>",
        });
      });
    });
    later(3);
    await widget.comesTo("Approved");
    assert.equal((await decisions()).length, 1);
    await leave();
  });

  test("is there after a server that went away has come back", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-approves");
    await isLive(widget.page);
    await stage.stack.bff.kill();
    await stage.stack.bff.start();
    later(3);
    await widget.comesTo("Approved");
    assert.equal((await decisions()).length, 1);
    await leave();
  });

  test("that never comes leaves the person free to begin another request", async () => {
    const { widget, completions, leave } = await pending("sponsor-never-answers");
    await widget.press("New request");
    await widget.comesTo("Who is it for?");
    assert.equal((await completions()).length, 1);
    await leave();
  });
});

describe("what the sponsor answers", () => {
  let stage: Stage;

  before(async () => {
    // Only of Chromium's paper can the sheets be counted.
    stage = await openStage({ browser: "chromium" });
  });
  after(() => stage?.close());

  test("is shown as it came where nobody documents it", async () => {
    const { widget, errors, leave } = await stage.visit({ sponsor: "sponsor-new-words" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-new-words"));
    await widget.comesTo("PARTIALLY_COVERED");
    await widget.sees("Half of it is covered; ask at the desk.");
    assert.deepEqual(errors, []);
    await leave();
  });

  test("becomes another one on the open page when the sponsor changes it", async () => {
    const { widget, events, leave } = await stage.visit({ sponsor: "sponsor-later-updates" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-later-updates"));
    await widget.comesTo("Approved");
    const before = await widget.words();
    stage.stack.sandbox.clock.advance(3000);
    await widget.page.waitForFunction((words) => window.finder.words() !== words, {}, before);
    await widget.sees("Valid until");
    assert.equal((await events("preauth-decision")).length, 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("has a code to read, to copy and to scan, on one sheet of paper", async () => {
    const { widget, leave } = await stage.visit();
    await submit(widget, await stage.pdf());
    await widget.comesTo("Approved");
    const code = stage.stack.sandbox.state.requests.all().at(-1)?.authorizations[0]?.authorization_code;
    assert.ok(code);
    const { page } = widget;
    await widget.find("image", `QR code: ${code}`);
    await page.evaluate(() => {
      navigator.clipboard.writeText = async (text: string) => {
        document.title = text;
      };
      window.print = () => {
        document.body.dataset.printed = "yes";
      };
    });
    await widget.press("Copy");
    await widget.sees("Copied");
    assert.equal(await page.title(), code);
    await widget.press("Print");
    await page.waitForFunction(() => document.body.dataset.printed === "yes");
    const paper = Buffer.from(await page.pdf({ format: "a4" })).toString("latin1");
    assert.equal(paper.match(/\/Type \/Page\b/g)?.length, 1);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    await leave();
  });
});
