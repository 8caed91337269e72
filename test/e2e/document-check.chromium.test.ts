import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeIndication } from "../playground/indication.ts";
import { freePort } from "../stack/free-port.ts";
import { waitFor } from "../stack/readiness.ts";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, type OpenedPage, startEnvironment } from "./environment.ts";
import { askFor, journeyOf } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";
import type { WidgetPage } from "./widget-page.ts";

const looked = "sponsor-sandbox";
const notLookedAt = "sponsor-later-approves";

describe("a document that the insurer has looked at", () => {
  let environment: Environment;

  before(async () => {
    const port = await freePort();
    environment = await startEnvironment({
      // Only Chromium tells of a stream that is open.
      engine: "chromium",
      sandbox: { port },
      bff: {
        DVS_SPONSORS: looked,
        DVS_BASE_URL: `http://127.0.0.1:${port}`,
        DVS_CLIENT_ID: "dvs-client",
        DVS_CLIENT_SECRET: "dvs-secret",
      },
    });
  });
  after(() => environment?.close());

  const checks = () => environment.stack.sandbox.state.calls.of("classifyDocument");

  /** At the review, with a document that says of itself what it is. */
  async function review(type: string, sponsor = looked): Promise<OpenedPage & { streams: string[] }> {
    const streams: string[] = [];
    const opened = await environment.openPage({
      sponsor,
      listen: (tab) => {
        pageOf(tab).on("request", (request) => {
          if (request.url().endsWith("/events")) streams.push(request.url());
        });
      },
    });
    const { widget } = opened;
    await askFor(widget, journeyOf(sponsor));
    const text = makeIndication().toString("latin1").replace("\n", `\n% document-type: ${type}\n`);
    const file = { name: "a.pdf", type: "application/pdf", text };
    await new DocumentsPage(widget).bring("picker", "MEDICAL_INDICATION", file);
    await widget.waitForText("Uploaded");
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    return { ...opened, streams };
  }
  const noted = "Please check: is this “Prescription or doctor's order”?";
  /** Waits until the page knows what became of the check. */
  const hears = ({ tab }: WidgetPage, result: string) =>
    tab.waitFor((wanted) => {
      const { flow } = document.querySelector("osigu-preauth") as unknown as {
        flow: { checks?: Record<string, { result: string }> };
      };
      return flow.checks?.MEDICAL_INDICATION?.result === wanted;
    }, result);
  const sendsAllTheSame = async (widget: WidgetPage) => {
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
  };

  test("and looks like something else: that is noted in the person's language, and keeps nobody", async () => {
    const { widget, errors, events, close } = await review("EXAM_Contras");
    await widget.waitForText(noted);
    assert.ok(!(await widget.text()).includes("EXAM_"), "what only the classifier calls it is nobody's word");
    assert.equal(
      await widget.tab.evaluate(() => window.finder.all("alert").some((one) => one.textContent)),
      false,
    );
    for (const [locale, words] of [
      ["es", "Verifique que este documento sea «"],
      ["pt-BR", "Confira se este documento é “"],
      ["en", noted],
    ] as const) {
      await widget.tab.evaluate(
        (tag) => document.querySelector("osigu-preauth")?.setAttribute("locale", tag),
        locale,
      );
      await widget.waitForText(words);
    }
    await sendsAllTheSame(widget);
    assert.deepEqual(await events("preauth-error"), []);
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("and is what was asked for: there is nothing to note", async () => {
    const before = checks().length;
    const { widget, streams, close } = await review("PM");
    await waitFor("the answer", async () => checks().length > before && checks().at(-1)?.status === 200);
    // An answer of the server says, to a page of another origin, that there is something to hear.
    await waitFor("the stream", async () => streams.length > 0);
    await hears(widget, "matches");
    assert.ok(!(await widget.text()).includes(noted));
    await sendsAllTheSame(widget);
    await close();
  });

  test("where that fails nothing is noted, and nobody is kept", async () => {
    const before = checks().length;
    environment.stack.sandbox.faults.set([{ on: "classifyDocument", do: "status", status: 500 }]);
    const { widget, events, close } = await review("EXAM_Contras");
    await waitFor("the question", async () => checks().length > before);
    await hears(widget, "not_checked");
    assert.ok(!(await widget.text()).includes(noted));
    await sendsAllTheSame(widget);
    assert.deepEqual(await events("preauth-error"), []);
    environment.stack.sandbox.faults.clear();
    await close();
  });

  test("of an insurer for whom nothing is looked at: no stream is opened for it", async () => {
    const before = checks().length;
    const { widget, streams, close } = await review("EXAM_Contras", notLookedAt);
    assert.ok(!(await widget.text()).includes(noted));
    assert.deepEqual(streams, []);
    assert.equal(checks().length, before);
    await close();
  });
});
