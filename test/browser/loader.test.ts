import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, describe, it } from "node:test";
import { engineOfThisRun } from "../e2e/engines.ts";
import type { WidgetPage } from "../e2e/widget-page.ts";
import { waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { type HostPages, mounting, openHostPages, type Visit } from "./host-pages.ts";

const place = '<div id="place"></div>';
/** Mounts as soon as the loader has made its globals, however it came. */
const whenever = mounting.replace(
  'else document.querySelector("#loader").addEventListener("load", start);',
  "else { const timer = setInterval(() => window.osiguReady && (clearInterval(timer), start()), 20); }",
);
const loader = '<script src="{{bff}}/widget/v1/loader.js"></script>';

describe("The loader", () => {
  let pages: HostPages;
  let copy: Server;
  let copied: string;
  before(async () => {
    pages = await openHostPages();
    const text = await readFile(inRepository("widget/dist/loader.js"));
    copy = createServer((request, response) => {
      const isLoader = request.url === "/preauth.js";
      response.writeHead(isLoader ? 200 : 404, { "content-type": "text/javascript" });
      response.end(isLoader ? text : "");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => copy.once("listening", resolve));
    copied = `http://127.0.0.1:${(copy.address() as AddressInfo).port}/preauth.js`;
  });
  afterEach(() => pages.closePages());
  after(async () => {
    copy.closeAllConnections();
    copy.close();
    await pages.close();
  });

  for (const [what, tag] of [
    ["as a module", '<script type="module" src="{{bff}}/widget/v1/loader.js"></script>'],
    [
      "of an exact version, as a module",
      '<script type="module" src="{{bff}}/widget/0.1.0/loader.js"></script>',
    ],
    [
      "added by a script",
      `<script>const tag = document.createElement("script");
        tag.src = "{{bff}}/widget/v1/loader.js"; document.head.append(tag);</script>`,
    ],
    ["deferred", '<script defer src="{{bff}}/widget/v1/loader.js"></script>'],
    ["three times", '<script async src="{{bff}}/widget/v1/loader.js"></script>'.repeat(3)],
  ] as const) {
    it(`works ${what}`, async () => {
      const { widget, said } = await pages.open({ body: tag + place, script: whenever });
      await widget.find("textbox", "Document number");
      assert.deepEqual(await said(), []);
    });
  }

  it("as evaluated text says how to load it", async () => {
    const evaluating = `fetch("{{bff}}/widget/v1/loader.js").then((reply) => reply.text()).then((text) => (0, eval)(text));`;
    await hears(await pages.open({ body: place, script: evaluating }), /load loader\.js from the BFF/);
  });

  it("as a copy on another server says that it must come from the BFF, and the page hears of it", async () => {
    const visit = await pages.open({
      body: `<script src="${copied}" id="loader"></script>${place}`,
      script: `window.heard = [];
        OsiguPreAuth.mount({ container: "#place", getToken: async () => "t",
          onError: ({ code }) => heard.push(code), onLoadError: ({ code }) => heard.push("load " + code) });`,
    });
    await visit.widget.tab.waitFor(() => window.heard?.length);
    const heard = await visit.widget.tab.evaluate(() => window.heard);
    assert.deepEqual(heard, ["unreachable", "load unreachable"]);
    await hears(visit, /load loader\.js from the BFF/);
  });

  it("knows of each widget whether its page handles Close, though it was mounted before it was defined", async () => {
    const script = `const options = { container: "#place", getToken: async () => "t" };
      OsiguPreAuth.mount(options); OsiguPreAuth.mount({ ...options, onClose() {} });`;
    const { widget } = await pages.open({
      body: `${loader}${place}<osigu-preauth></osigu-preauth>`,
      script,
    });
    // An element takes over what was set before it was defined with its first update.
    await widget.tab.waitFor(() =>
      [...document.querySelectorAll("osigu-preauth")].every(
        (each) => "hasUpdated" in each && each.hasUpdated,
      ),
    );
    const handled = await widget.tab.evaluate(() =>
      [...document.querySelectorAll("osigu-preauth")].map((element) =>
        String("handlesClose" in element && element.handlesClose),
      ),
    );
    // The one in the markup may have had a listener before.
    assert.deepEqual(handled, ["false", "true", "undefined"]);
  });
});

/** How many shapes of the form stand for a widget that is not there yet. */
const shapesIn = ({ tab }: WidgetPage, after: "now" | "another mount" = "now") =>
  tab.evaluate((what) => {
    if (what === "another mount") window.mountWidget();
    const [element] = [...document.querySelectorAll("osigu-preauth")];
    return (element ? getComputedStyle(element).backgroundImage : "").split("linear-gradient").length - 1;
  }, after);

describe("A page whose widget cannot be loaded", () => {
  let pages: HostPages;
  let isBroken = true;
  let attempts = 0;
  before(async () => {
    pages = await openHostPages(undefined, {
      answerTo: ({ url }) => {
        if (!url?.includes("/script-")) return undefined;
        attempts += 1;
        return isBroken ? { status: 503, type: "text/plain", body: "" } : undefined;
      },
    });
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  it("has its room, with a form drawn without words, in a place that takes its width from its content", async () => {
    isBroken = true;
    // Looked at as soon as it is there: later every attempt may have failed.
    const look = `<script>
      const element = document.querySelector("#markup");
      const { width, height } = element.getBoundingClientRect();
      const shapes = getComputedStyle(element).backgroundImage.split("linear-gradient").length - 1;
      window.drawn = [width, height, shapes];
    </script>`;
    const { widget } = await pages.open({
      body: `${loader}<div style="display:flex">${place}<osigu-preauth id="markup"></osigu-preauth></div>${look}`,
      script: "",
    });
    assert.deepEqual(await widget.tab.evaluate(() => window.drawn), [720, 336, 5]);
  });

  it("is told by onError, onLoadError and the event after every attempt failed, and the next mount tries again", async () => {
    isBroken = true;
    attempts = 0;
    const callbacks = `onError: ({ code }) => heard.push(code), onLoadError: ({ code }) => heard.push("load " + code)`;
    const { widget } = await pages.open({
      script: `window.heard = [];
        addEventListener("preauth-error", ({ detail }) => heard.push("event " + detail.code));
        ${mounting.replace('locale: "en"', `locale: "en", ${callbacks}`)}`,
    });
    await widget.tab.waitFor(() => window.heard?.length === 3);
    const heard = await widget.tab.evaluate(() => window.heard);
    assert.deepEqual(heard, ["unreachable", "load unreachable", "event unreachable"]);
    // Firefox keeps a failed module by its address until the page is loaded anew: it asks each of the two once.
    assert.equal(attempts, engineOfThisRun === "firefox" ? 2 : 4);
    // Nothing waits any more: the page's own words have the place.
    assert.equal(await shapesIn(widget), 0);
    if (engineOfThisRun === "firefox") return;
    assert.equal(await shapesIn(widget, "another mount"), 5, "another one is waited for");
    await widget.tab.waitFor(() => (window.heard?.length ?? 0) > 3);
    isBroken = false;
    await widget.tab.evaluate(() => void window.mountWidget());
    await widget.find("textbox", "Document number");
  });
});

describe("A page that the BFF does not know", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages();
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  it("is told so in its console with the command that adds it, and the log names the origin", async () => {
    const visit = await pages.open();
    const { widget } = visit;
    await widget.find("textbox", "Document number");
    const other = pages.url.replace("localhost", "127.0.0.1");
    await widget.tab.goTo(other);
    await widget.waitForText(/its address is not registered/);
    await hears(visit, new RegExp(`hosts origin add clinica-demo ${other}`));
    const log = await pages.stack.wholeLog();
    assert.ok(log.includes(`"origin":"${other}"`));
    assert.ok(log.includes(`"labels.origin":"${other}"`));
  });
});

/** Waits until the page's console has something like this. */
async function hears({ said }: Visit, what: RegExp): Promise<void> {
  await waitFor(`${what} in the console`, async () => (await said()).some((text) => what.test(text)), {
    deadline: 60_000,
  });
}

declare global {
  interface Window {
    /** What the page heard of. */
    heard?: string[];
    /** Width and height, in px, and the shapes of the form. */
    drawn?: number[];
  }
}
