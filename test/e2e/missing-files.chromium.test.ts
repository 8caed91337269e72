import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { HTTPRequest, Page } from "puppeteer-core";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, type PageOptions, startEnvironment } from "./environment.ts";
import {
  askFor,
  enterCode,
  fillRequest,
  fillSearch,
  journeyOf,
  prepare,
  quickstart,
  search,
} from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";
import { waitForSaved } from "./storage.ts";

const lost = "No connection to the server. Nothing is lost";

const chunk = /\/chunks\/([\w-]+)-[\w-]{6}\.js$/;

/** What becomes of a file instead of being served, a status or a connection that ends; it was kept back so often. */
type Keep = (name: string, times: number) => "cut" | number | undefined;

/** Keeps the files of these names back, however often they are asked for: those that come ahead ask as well. */
const away =
  (names: string, how: "cut" | number = 503): Keep =>
  (name) =>
    new RegExp(`^(${names})$`).test(name) ? how : undefined;

/** Keeps every file back that the first screen does without. */
const awayAfterFirstScreen: Keep = (name) => (/^(script|first-screen)$/.test(name) ? undefined : 503);

/** The widget's own files, of which some do not come. */
class Files {
  /** How often each did not come, by the name that its source has. */
  readonly kept: Record<string, number> = {};
  /** How many requests were created and completed. */
  creates = 0;
  completes = 0;
  #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  /** From now on, those are kept back. */
  keep(keep: Keep): void {
    this.#keep = keep;
  }

  /** From now on, every file comes. */
  come(): void {
    this.keep(() => undefined);
  }

  async control(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on("request", (request) => void this.#answer(request));
  }

  #answer(request: HTTPRequest): Promise<void> {
    // The address of a retry is that of the same file.
    const [url = ""] = request.url().split("?");
    if (request.method() === "POST" && url.endsWith("/authorization-requests")) this.creates++;
    if (request.method() === "POST" && url.endsWith("/complete")) this.completes++;
    const name = chunk.exec(url)?.[1];
    const how = name && this.#keep(name, this.kept[url] ?? 0);
    if (!name || !how) return request.continue();
    this.kept[url] = (this.kept[url] ?? 0) + 1;
    this.kept[name] = (this.kept[name] ?? 0) + 1;
    if (how === "cut") return request.abort("connectionreset");
    return request.respond({ status: how, headers: { "access-control-allow-origin": "*" }, body: "" });
  }
}

/** Only Chromium lets a test answer in the server's place. Most of the time passes in the widget's own pauses. */
describe("a file of the widget that does not come", { concurrency: 4 }, () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment({ engine: "chromium", redis: true, bff: { OTP_PAUSES: "0" } });
  });
  after(() => environment?.close());

  for (const [what, path] of [
    ["the loader", /\/loader\.js/],
    ["the script", /\/chunks\//],
  ] as const)
    test(`${what}: the playground says that the widget did not load`, async () => {
      const { widget, close } = await environment.openPage({
        path: "/?locale=en",
        listen: async (tab) => {
          const page = pageOf(tab);
          await page.setRequestInterception(true);
          page.on(
            "request",
            (request) => void (path.test(request.url()) ? request.abort() : request.continue()),
          );
        },
      });
      await widget.tab.waitFor(() => document.getElementById("missing")?.checkVisibility());
      await close();
    });

  async function openPage(keep: Keep, options: PageOptions = {}) {
    const files = new Files(keep);
    const opened = await environment.openPage({ ...options, listen: (tab) => files.control(pageOf(tab)) });
    return { ...opened, files };
  }
  /** One after the other: a person has one code at a time. */
  describe("on the way to a one-time code", { concurrency: 1 }, () => {
    test("once is asked for again by itself, each of them, and nobody notices", async () => {
      const all: Keep = (name, times) => (name !== "script" && times < 1 ? "cut" : undefined);
      const { widget, events, files, close } = await openPage(all, { sponsor: "sponsor-otp" });
      await prepare(widget, await environment.photo(), journeyOf("sponsor-otp"));
      await widget.press("Continue");
      await widget.waitForStep("Send the patient a code");
      await enterCode(widget);
      await widget.tab.waitFor(() =>
        document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".scan canvas, .scan svg"),
      );
      for (const name of ["first-screen", "messages", "shared", "deferred", "otp-challenge"]) {
        assert.ok(files.kept[name], `${name} was never kept back`);
      }
      assert.deepEqual(await events("preauth-error"), []);
      assert.deepEqual([files.creates, files.completes], [1, 1]);
      await close();
    });

    for (const [how, sentence] of [
      [503, lost],
      [404, "This page is out of date. Reload it and try again."],
    ] as const) {
      test(`a step's file (${how}): its place says so and has one button, and it goes on from there`, async () => {
        const sponsor = "sponsor-otp";
        const { widget, events, files, close } = await openPage(away("otp-challenge", how), { sponsor });
        await prepare(widget, await environment.pdf(), journeyOf(sponsor));
        await widget.tab.evaluate(() => {
          const region = document.querySelector("osigu-preauth")?.shadowRoot?.querySelector('[role="alert"]');
          region?.setAttribute("data-before", "");
        });
        await widget.press("Continue");
        await widget.waitForStep("Code");
        await widget.waitForText(sentence);
        // It is the region that was there before, so it is read out.
        const said = await widget.tab.evaluate(
          () =>
            document.querySelector("osigu-preauth")?.shadowRoot?.querySelector("[data-before]")?.textContent,
        );
        assert.ok(said?.includes(sentence));
        assert.equal(await widget.count("button", "Request authorization"), 0);
        assert.equal((await events("preauth-error")).length, 1);
        files.come();
        await widget.press("Try again");
        await widget.waitForStep("Send the patient a code");
        assert.equal(await widget.tab.evaluate(() => window.finder.focused()?.tagName), "H2");
        await enterCode(widget);
        assert.deepEqual([files.creates, files.completes], [1, 1]);
        assert.equal((await events("preauth-complete")).length, 1);
        await close();
      });
    }

    test("a step's file that is gone, with the host's permission: the button reloads the page, which resumes", async () => {
      const sponsor = "sponsor-otp";
      const { widget, files, close } = await openPage(away("otp-challenge", 404), { sponsor, resume: true });
      await prepare(widget, await environment.pdf(), journeyOf(sponsor));
      await widget.press("Continue");
      await widget.waitForText("This page is out of date");
      await waitForSaved(widget.tab);
      files.come();
      await widget.tab.evaluate(() => {
        document.body.dataset.old = "yes";
      });
      await widget.press("Try again");
      await widget.waitForStep("Send the patient a code");
      assert.equal(await widget.tab.evaluate(() => document.body.dataset.old), undefined);
      await enterCode(widget);
      assert.deepEqual([files.creates, files.completes], [1, 1]);
      await close();
    });
  });

  for (const [locale, sentence, button] of [
    ["en", "No connection.", "Try again"],
    ["es", "No hay conexión.", "Intentar de nuevo"],
    ["pt-BR", "Sem conexão.", "Tentar de novo"],
  ] as const) {
    test(`the words themselves: that is said in ${locale}, and one press brings them`, async () => {
      const { widget, files, close } = await openPage(away("first-screen"), { locale });
      await widget.waitForText(sentence);
      files.come();
      await widget.press(button);
      await widget.find("textbox");
      await close();
    });
  }

  test("what comes after the first screen: the search says so, and keeps what was typed", async () => {
    const { widget, events, files, close } = await openPage(awayAfterFirstScreen);
    await fillSearch(widget, quickstart);
    await widget.press("Search");
    await widget.waitForText(lost);
    assert.equal(await widget.valueOf("Document number"), "123456789");
    const [error] = (await events("preauth-error")) as { code: string; retryable: boolean }[];
    assert.deepEqual([error?.code, error?.retryable], ["unreachable", true]);
    files.come();
    await widget.press("Search");
    await widget.confirmPerson();
    await widget.waitForStep("What is needed?");
    await close();
  });

  test("what a form with rarer fields needs: one sentence, one button, and the form is there", async () => {
    const sponsor = "sponsor-every-field";
    const { widget, files, close } = await openPage(awayAfterFirstScreen, { sponsor });
    await widget.waitForText(lost);
    assert.equal(await widget.count("button", "Try again"), 1);
    files.come();
    await widget.press("Try again");
    await search(widget, journeyOf(sponsor));
    await widget.confirmPerson();
    await close();
  });

  test("what makes a photo ready: the file is tried again by itself", async () => {
    const { widget, events, files, close } = await openPage(away("prepare-photo"));
    await askFor(widget);
    await widget.find("file");
    await new DocumentsPage(widget).photograph("MEDICAL_INDICATION", {
      name: "a.jpg",
      width: 1500,
      height: 1000,
    });
    await widget.waitForText("Trying again");
    files.come();
    await widget.waitForText("Uploaded");
    assert.equal((await events("preauth-error")).length, 1);
    await close();
  });

  test("the print: with one button, and the code can be read all the while", async () => {
    const { widget, files, close } = await openPage(away("print"));
    await prepare(widget, await environment.pdf());
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    await widget.tab.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = "yes";
      };
    });
    await widget.press("Print");
    await widget.waitForText(lost);
    await widget.waitForText(/AUTH-\d{4}-\d{6}/);
    files.come();
    await widget.press("Try again");
    await widget.tab.waitFor(() => document.body.dataset.printed === "yes");
    await close();
  });

  test("what listens for a decision: it is brought for as long as it takes, and the decision is heard", async () => {
    const sponsor = "sponsor-later-approves";
    environment.stack.sandbox.clock.stop();
    const twice: Keep = (name, times) => (name === "sse-client" && times < 2 ? 503 : undefined);
    const { widget, events, files, close } = await openPage(twice, { sponsor });
    await prepare(widget, await environment.pdf(), journeyOf(sponsor));
    await widget.press("Request authorization");
    await widget.waitForStep("Waiting for the insurer");
    environment.stack.sandbox.clock.advance(3000);
    await widget.waitForStep("Approved");
    environment.stack.sandbox.clock.reset();
    assert.equal((await events("preauth-decision")).length, 1);
    assert.ok((files.kept["sse-client"] ?? 0) >= 2);
    assert.deepEqual(await events("preauth-error"), []);
    await close();
  });

  test("what a kept request comes back with: nothing is written over it, and one press brings it back", async () => {
    const { widget, files, close } = await openPage(() => undefined, { resume: true });
    await search(widget);
    await widget.confirmPerson();
    await fillRequest(widget);
    await waitForSaved(widget.tab);
    files.keep(away("resume"));
    // Turning the cache off empties it.
    await pageOf(widget.tab).setCacheEnabled(true);
    await pageOf(widget.tab).setCacheEnabled(false);
    await widget.tab.reload();
    await widget.waitForText(lost);
    files.come();
    await widget.press("Try again");
    await widget.waitForStep("What is needed?");
    await widget.waitForText("1 tablet every 8h for 10 days");
    await close();
  });

  test("while the first screen has failed moves no button from under a press when it comes", async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const body = JSON.stringify({ code: "upstream_unavailable", retryable: true, request_id: "r-17" });
    const refusal = { status: 503, headers: { "access-control-allow-origin": "*" }, body };
    const { widget, close } = await environment.openPage({
      listen: async (tab) => {
        await pageOf(tab).setRequestInterception(true);
        pageOf(tab).on("request", (request) => {
          if (request.method() === "GET" && request.url().endsWith("/forms")) void request.respond(refusal);
          else {
            const name = chunk.exec(request.url())?.[1];
            if (!name || !awayAfterFirstScreen(name, 0)) void request.continue();
            else void arrived.then(() => request.continue());
          }
        });
      },
    });
    const place = async () => {
      const button = await widget.find("button", "Try again");
      return button.evaluate(async (element) => {
        // A step slides into its place.
        await Promise.all(
          element
            .closest("form")
            ?.getAnimations()
            .map(({ finished }) => finished) ?? [],
        );
        return JSON.stringify(element.getBoundingClientRect());
      });
    };
    const before = await place();
    arrive();
    await widget.waitForText("r-17");
    assert.equal(await place(), before);
    await close();
  });
});
