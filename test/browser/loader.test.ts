import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, describe, it } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { type HostPages, mounting, openHostPages } from "./host-pages.ts";

const place = '<div id="place"></div>';
/** Mounts as soon as the loader has made its globals, however it came. */
const whenever = mounting.replace(
  'else document.querySelector("#loader").addEventListener("load", start);',
  "else { const timer = setInterval(() => window.osiguReady && (clearInterval(timer), start()), 20); }",
);

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
      assert.deepEqual(said, []);
    });
  }

  it("as evaluated text says how to load it", async () => {
    const evaluating = `fetch("{{bff}}/widget/v1/loader.js").then((reply) => reply.text()).then((text) => (0, eval)(text));`;
    const { page, said } = await pages.open({ body: place, script: evaluating });
    await page.waitForFunction(() => true);
    await until(() => said.length > 0);
    assert.match(said.join(), /load loader\.js from the BFF/);
  });

  it("as a copy on another server says that it must come from the BFF, and the page hears of it", async () => {
    const { page, said } = await pages.open({
      body: `<script src="${copied}" id="loader"></script>${place}`,
      script: `const errors = []; window.heard = errors;
        OsiguPreAuth.mount({ container: "#place", getToken: async () => "t", onError: ({ code }) => errors.push(code) });`,
    });
    await page.waitForFunction(() => window.heard?.length, { timeout: 15_000 });
    assert.deepEqual(await page.evaluate(() => window.heard), ["unreachable"]);
    assert.match(said.join(), /load loader\.js from the BFF/);
  });

  it("knows of each widget whether its page handles Close, though it was mounted before it was defined", async () => {
    const script = `const options = { container: "#place", getToken: async () => "t" };
      OsiguPreAuth.mount(options); OsiguPreAuth.mount({ ...options, onClose() {} });`;
    const { page } = await pages.open({
      body: `<script src="{{bff}}/widget/v1/loader.js"></script>${place}<osigu-preauth></osigu-preauth>`,
      script,
    });
    await page.waitForFunction(() => document.querySelector("osigu-preauth:defined"));
    const closable = await page.$$eval("osigu-preauth", (all) =>
      all.map((element) => (element as unknown as { closable: boolean }).closable),
    );
    // The one in the markup may have had a listener before.
    assert.deepEqual(closable, [false, true, true]);
  });

  it("gives the element its width before it is defined, in a place that takes its width from its content", async () => {
    const { page } = await pages.open({
      body: `<script src="{{bff}}/widget/v1/loader.js"></script>
        <div style="display:flex">${place}<osigu-preauth id="markup"></osigu-preauth></div>`,
      script: "",
      before: async (page) => {
        await page.setRequestInterception(true);
        page.on("request", (request) =>
          request.url().includes("/script-") ? undefined : void request.continue(),
        );
      },
    });
    const { width, height } = await page.$eval("#markup", (element) =>
      element.getBoundingClientRect().toJSON(),
    );
    assert.deepEqual([width, height], [720, 336]);
  });
});

describe("A page that the BFF does not know", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages("headless-shell", { hosts: [] });
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  it("is told so in its console with the command that adds it, and the log names the origin", async () => {
    const { page, widget, said } = await pages.open();
    await widget.find("textbox", "Document number");
    const other = pages.url.replace("localhost", "127.0.0.1");
    await page.goto(other);
    await widget.waitForText(/its address is not registered/);
    await until(() => said.some((text) => text.includes("hosts origin add")));
    assert.ok(said.some((text) => text.includes(`hosts origin add clinica-demo ${other}`)));
    const log = await pages.stack.wholeLog();
    assert.ok(log.includes(`"origin":"${other}"`));
    assert.ok(log.includes(`"labels.origin":"${other}"`));
  });
});

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("It never held.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
