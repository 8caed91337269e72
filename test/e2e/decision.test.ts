import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { after, before, describe, test } from "node:test";
import { waitFor } from "../stack/readiness.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { journeyOf, submit } from "./journey.ts";
import type { Tab } from "./tab.ts";

type Decision = {
  status: string;
  duration_ms: number;
  telemetry_id?: string;
  authorizations: { status: string; authorization_code?: string }[];
};

describe("a decision that comes later", () => {
  let environment: Environment;
  let streamsGetThrough = true;

  const answerTo = ({ method, url = "" }: IncomingMessage) =>
    streamsGetThrough || method !== "GET" || !url.endsWith("/events")
      ? undefined
      : { status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" };

  before(async () => {
    // What a server knows of its requests outlives it in Redis.
    environment = await startEnvironment({ redis: true, answerTo });
    // No decision falls before a test has seen that it is waited for, however slow the machine is.
    sandbox().clock.stop();
  });
  after(() => environment?.close());

  const sandbox = () => environment.stack.sandbox;
  /** As if so many seconds had gone by at the sponsor's. */
  const later = (seconds: number) => sandbox().clock.advance(seconds * 1000);

  /** Sent to a sponsor that decides later, and shown as pending. */
  async function pending(slug: string, { streams = true } = {}) {
    streamsGetThrough = streams;
    const opened = await environment.openPage({ sponsor: slug });
    const { tab } = opened.widget;
    await tab.waitFor(() => document.querySelector("osigu-preauth"));
    await tab.evaluate(() => {
      const widget = document.querySelector("osigu-preauth") as HTMLElement;
      Object.assign(widget, { telemetry: { trackingId: "visit-77" } });
    });
    await submit(opened.widget, await environment.pdf(), journeyOf(slug));
    await opened.widget.waitForStep("Waiting for the insurer");
    return {
      ...opened,
      decisions: async () => (await opened.events("preauth-decision")) as Decision[],
      completions: async () => (await opened.events("preauth-complete")) as Decision[],
    };
  }

  const isLive = (tab: Tab) =>
    tab.waitFor(() => document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".live[data-live]"));

  test("is waited for on a page that may be left, and shown once when it is there", async () => {
    const { widget, completions, decisions, errors, close } = await pending("sponsor-later-approves");
    await widget.waitForText("You can close this page");
    await isLive(widget.tab);
    const [complete, ...more] = await completions();
    assert.equal(more.length, 0);
    assert.equal(complete?.status, "PENDING_SPONSOR");
    assert.equal(complete?.telemetry_id, "visit-77");
    later(3);
    await widget.waitForStep("Approved");
    await widget.waitForText(/AUTH-\d{4}-\d{6}/);
    const [decision, ...others] = await decisions();
    assert.equal(others.length, 0);
    assert.equal(decision?.authorizations[0]?.status, "APPROVED");
    assert.equal(decision?.telemetry_id, "visit-77");
    assert.ok((decision?.duration_ms ?? 0) >= (complete?.duration_ms ?? 0));
    assert.equal((await completions()).length, 1);
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("is a refusal with the sponsor's reason", async () => {
    const { widget, close } = await pending("sponsor-later-rejects");
    later(3);
    await widget.waitForStep("Not approved");
    await widget.waitForText("A cheaper equivalent must be tried first.");
    await close();
  });

  test("comes in parts, the approved one first", async () => {
    const { widget, decisions, close } = await pending("sponsor-later-mixed");
    later(2);
    await widget.waitForStep("Partly approved");
    await widget.waitForText(/Approved.*AUTH-\d{4}-\d{6}.*Under review/s);
    await widget.waitForText("This page updates when they answer.");
    later(2);
    await widget.waitForText("This test was paid for last month.");
    await widget.waitForText(/Approved.*AUTH-.*Not approved/s);
    assert.equal((await decisions()).length, 2);
    await close();
  });

  test("is taken back, and its code is shown no more", async () => {
    const { widget, decisions, close } = await pending("sponsor-later-voids");
    later(2);
    await widget.waitForStep("Approved");
    later(2);
    await widget.waitForStep("Cancelled");
    assert.equal(await widget.has("output"), false);
    assert.deepEqual(
      (await decisions()).map(({ authorizations }) => authorizations[0]?.status),
      ["APPROVED", "VOIDED"],
    );
    await close();
  });

  test("that is told several times and out of order is the last one's, each shown once", async () => {
    const { widget, decisions, close } = await pending("sponsor-noisy");
    later(4);
    await widget.waitForStep("Cancelled");
    later(4);
    // The late word of the approval is older than the cancellation: nothing becomes of it.
    const { id } = sandbox().state.requests.all().at(-1) ?? {};
    const delivered = (type: string) =>
      sandbox().webhooks.deliveries.filter(
        ({ request_id, event_type, state }) =>
          request_id === id && event_type === `authorization.${type}` && state === "delivered",
      ).length;
    await waitFor(
      "every word of the insurer",
      async () => delivered("voided") === 2 && delivered("created") === 3,
    );
    await widget.tab.waitFor(async () => {
      const calls = () => performance.getEntriesByType("resource").length;
      const before = calls();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return calls() === before;
    });
    await widget.waitForStep("Cancelled");
    const statuses = (await decisions()).map(({ authorizations }) => authorizations[0]?.status);
    assert.equal(statuses.filter((status) => status === "VOIDED").length, 1);
    await close();
  });

  test("is found by asking where no stream gets through", async () => {
    const { widget, decisions, close } = await pending("sponsor-later-approves", { streams: false });
    later(3);
    await widget.waitForStep("Approved");
    assert.equal((await decisions()).length, 1);
    await close();
  });

  test("is there after a server that went away has come back", async () => {
    const { widget, decisions, close } = await pending("sponsor-later-approves");
    await isLive(widget.tab);
    await environment.stack.bff.kill();
    await environment.stack.bff.start();
    later(3);
    await widget.waitForStep("Approved");
    assert.equal((await decisions()).length, 1);
    await close();
  });

  test("that never comes leaves the person free to begin another request", async () => {
    const { widget, completions, close } = await pending("sponsor-never-answers");
    await widget.press("New request");
    await widget.waitForStep("Who is it for?");
    assert.equal((await completions()).length, 1);
    await close();
  });
});

describe("what the sponsor answers", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  test("is shown in words where nobody documents it", async () => {
    const { widget, errors, close } = await environment.openPage({ sponsor: "sponsor-new-words" });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-new-words"));
    await widget.waitForStep("Partially covered");
    await widget.waitForText("Half of it is covered; ask at the desk.");
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("becomes another one on the open page when the sponsor changes it", async () => {
    environment.stack.sandbox.clock.stop();
    const { widget, events, close } = await environment.openPage({ sponsor: "sponsor-later-updates" });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-later-updates"));
    await widget.waitForStep("Approved");
    await widget.waitForText(/Valid until \d/);
    const [before = ""] = /Valid until [^·]*\d{4}/.exec(await widget.text()) ?? [];
    assert.notEqual(before, "");
    environment.stack.sandbox.clock.advance(3000);
    await widget.tab.waitFor((words) => !window.finder.text().includes(words), before);
    await widget.waitForText(/Valid until \d/);
    environment.stack.sandbox.clock.reset();
    assert.equal((await events("preauth-decision")).length, 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });

  test("has a code to read, to copy and to scan", async () => {
    const { widget, close } = await environment.openPage();
    await submit(widget, await environment.pdf());
    await widget.waitForStep("Approved");
    const code = environment.stack.sandbox.state.requests.all().at(-1)?.authorizations[0]?.authorization_code;
    assert.ok(code);
    await widget.find("image", `QR code: ${code}`);
    await widget.tab.evaluate(() => {
      navigator.clipboard.writeText = async (text: string) => {
        document.title = text;
      };
    });
    await widget.press("Copy");
    await widget.waitForText("Copied");
    assert.equal(await widget.tab.evaluate(() => document.title), code);
    await close();
  });
});
