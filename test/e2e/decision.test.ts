import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { after, before, describe, test } from "node:test";
import { journeyOf, submit } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Tab } from "./tab.ts";

type Decision = {
  status: string;
  duration_ms: number;
  telemetry_id?: string;
  authorizations: { status: string; authorization_code?: string }[];
};

describe("a decision that comes later", () => {
  let stage: Stage;
  let streamsGetThrough = true;

  const answerTo = ({ method, url = "" }: IncomingMessage) =>
    streamsGetThrough || method !== "GET" || !url.endsWith("/events")
      ? undefined
      : { status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" };

  before(async () => {
    // What a server knows of its requests outlives it in Redis.
    stage = await openStage({ redis: true, answerTo });
  });
  after(() => stage?.close());

  const sandbox = () => stage.stack.sandbox;
  /** As if so many seconds had gone by at the sponsor's. */
  const later = (seconds: number) => sandbox().clock.advance(seconds * 1000);

  /** Sent to a sponsor that decides later, and shown as pending. */
  async function pending(slug: string, { streams = true } = {}) {
    streamsGetThrough = streams;
    const visitor = await stage.visit({ sponsor: slug });
    const { tab } = visitor.widget;
    await tab.waitFor(() => document.querySelector("osigu-preauth"));
    await tab.evaluate(() => {
      const widget = document.querySelector("osigu-preauth") as HTMLElement;
      Object.assign(widget, { telemetry: { trackingId: "visit-77" } });
    });
    await submit(visitor.widget, await stage.pdf(), journeyOf(slug));
    await visitor.widget.comesTo("The insurer is deciding");
    return {
      ...visitor,
      decisions: async () => (await visitor.events("preauth-decision")) as Decision[],
      completions: async () => (await visitor.events("preauth-complete")) as Decision[],
    };
  }

  const isLive = (tab: Tab) =>
    tab.waitFor(() => document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".live[data-live]"));

  test("is waited for on a page that may be left, and shown once when it is there", async () => {
    const { widget, completions, decisions, errors, leave } = await pending("sponsor-later-approves");
    await widget.sees("You may leave this page");
    await isLive(widget.tab);
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
    assert.deepEqual(await errors(), []);
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
    await widget.tab.waitFor(async () => {
      const calls = () => performance.getEntriesByType("resource").length;
      const before = calls();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return calls() === before;
    });
    await widget.comesTo("Cancelled");
    const statuses = (await decisions()).map(({ authorizations }) => authorizations[0]?.status);
    assert.equal(statuses.filter((status) => status === "VOIDED").length, 1);
    await leave();
  });

  test("is found by asking where no stream gets through", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-approves", { streams: false });
    later(3);
    await widget.comesTo("Approved");
    assert.equal((await decisions()).length, 1);
    await leave();
  });

  test("is there after a server that went away has come back", async () => {
    const { widget, decisions, leave } = await pending("sponsor-later-approves");
    await isLive(widget.tab);
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
    stage = await openStage();
  });
  after(() => stage?.close());

  test("is shown as it came where nobody documents it", async () => {
    const { widget, errors, leave } = await stage.visit({ sponsor: "sponsor-new-words" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-new-words"));
    await widget.comesTo("PARTIALLY_COVERED");
    await widget.sees("Half of it is covered; ask at the desk.");
    assert.deepEqual(await errors(), []);
    await leave();
  });

  test("becomes another one on the open page when the sponsor changes it", async () => {
    const { widget, events, leave } = await stage.visit({ sponsor: "sponsor-later-updates" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-later-updates"));
    await widget.comesTo("Approved");
    const before = await widget.words();
    stage.stack.sandbox.clock.advance(3000);
    await widget.tab.waitFor((words) => window.finder.words() !== words, before);
    await widget.sees("Valid until");
    assert.equal((await events("preauth-decision")).length, 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("has a code to read, to copy and to scan", async () => {
    const { widget, leave } = await stage.visit();
    await submit(widget, await stage.pdf());
    await widget.comesTo("Approved");
    const code = stage.stack.sandbox.state.requests.all().at(-1)?.authorizations[0]?.authorization_code;
    assert.ok(code);
    await widget.find("image", `QR code: ${code}`);
    await widget.tab.evaluate(() => {
      navigator.clipboard.writeText = async (text: string) => {
        document.title = text;
      };
    });
    await widget.press("Copy");
    await widget.sees("Copied");
    assert.equal(await widget.tab.evaluate(() => document.title), code);
    await leave();
  });
});
