import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { engineOfThisRun } from "../../e2e/engines.ts";
import { submit } from "../../e2e/journey.ts";
import { strictPolicy } from "../../playground/policy.ts";
import { waitFor } from "../../stack/readiness.ts";
import { type HostPage, type HostPages, mounting, openHostPages } from "../host-pages.ts";

const place = '<div id="place"></div>';
const loader = '<script id="loader" src="{{bff}}/widget/v1/loader.js" async crossorigin></script>';
/** A page of the host's own in a frame, which says its events to the page around it. */
const frame = (attributes: string, token = "") => `<script>window.heard = [];
  addEventListener("message", ({ data }) => heard.push(data));</script>
  <iframe ${attributes} width="700" height="500" srcdoc='<!doctype html>
    <script src="{{bff}}/widget/v1/loader.js"></script>
    <osigu-preauth sponsor-slug="sponsor-sandbox" locale="en" token="${token}"></osigu-preauth>
    <script>
      const element = document.querySelector("osigu-preauth");
      element.getToken = async () => "${token}";
      for (const name of ["ready", "error"]) element.addEventListener("preauth-" + name,
        ({ detail }) => parent.postMessage(name + (detail ? " " + detail.code : ""), "*"));
    </script>'></iframe>`;

/** Pages in which a request comes to its code all the same. */
const bearable: [what: string, page: HostPage][] = [
  ["a strict policy with trusted types", { headers: { "content-security-policy": strictPolicy("{{bff}}") } }],
  [
    "a policy by nonce and strict-dynamic",
    {
      headers: { "content-security-policy": "script-src 'nonce-once' 'strict-dynamic'; base-uri 'none'" },
      body: `${loader.replace("<script", '<script nonce="once"')}${place}<script nonce="once">${mounting}</script>`,
      script: "",
    },
  ],
  [
    "the loader written by document.write",
    { body: `<script>document.write(\`${loader.replace("</", "<\\/")}\`)</script>${place}` },
  ],
  [
    "a base address on another site",
    { head: '<base href="https://elsewhere.example/">', script: "", body: "" },
  ],
  [
    "the methods of an old Prototype.js, and old trackers around the network",
    {
      head: `<script>
        Array.prototype.toJSON = function () { return "[" + this.join() + "]"; };
        String.prototype.toJSON = function () { return '"' + this + '"'; };
        for (const name of ["each", "first", "last", "compact"]) Array.prototype[name] = function () {};
        Object.prototype.each = function () {};
        Array.from = (given) => Array.isArray(given) ? given : [given];
        const { fetch } = window;
        window.fetch = async (...call) => (await fetch(...call)).clone();
        const { open } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.open = function (...call) { return open.apply(this, call); };
      </script>`,
    },
  ],
];

describe("A hostile page", () => {
  let pages: HostPages;
  before(async () => {
    pages = await openHostPages();
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  // The script by which WebDriver itself answers from the page does not bear changed prototypes.
  const borne = bearable.filter(([what]) => engineOfThisRun !== "webkit" || !what.includes("Prototype"));
  for (const [what, page] of borne) {
    it(`${what}: a request comes to its code`, async () => {
      const own = page.body === "" ? { body: fromHere(), head: page.head ?? "", script: "" } : page;
      const { widget, said } = await pages.open(own);
      await submit(widget, pages.pdf);
      await widget.waitForStep("Approved");
      assert.deepEqual(
        (await said()).filter((text) => !/page\.js|first\.js/.test(text)),
        [],
      );
    });
  }

  /** A page whose own addresses are whole. */
  const fromHere = () =>
    `${loader}${place}<script>${mounting.replace('"/token"', `"${pages.url}/token"`)}</script>`;

  it("a frame of the page's own origin: the form is there", async () => {
    const { widget } = await pages.open({ body: frame("", await token()), script: "" });
    await widget.tab.waitFor(() => window.heard?.includes("ready"));
    assert.deepEqual(await widget.tab.evaluate(() => window.heard), ["ready"]);
  });

  it("a sandboxed frame without an origin: the page is told why, and nothing throws", async () => {
    const { widget } = await pages.open({
      body: frame('sandbox="allow-scripts allow-forms"', await token()),
      script: "",
    });
    await widget.tab.waitFor(() => window.heard?.some((text) => text.startsWith("error")));
    const heard = await widget.tab.evaluate(() => window.heard);
    assert.ok(heard?.includes("error origin_not_allowed"), heard?.join());
  });

  it("another page and back again: the form is there, and works", async () => {
    const { widget } = await pages.open();
    await widget.find("textbox", "Document number");
    await widget.tab.goTo(`${pages.url}/other`);
    await widget.find("textbox", "Document number");
    await widget.tab.evaluate(() => void setTimeout(() => history.back()));
    await widget.tab.waitFor(() => location.pathname === "/");
    await submit(widget, pages.pdf);
    await widget.waitForStep("Approved");
  });

  it("a class of another origin under the tag's name: one warning names both, and nothing throws", async () => {
    const { said } = await pages.open({
      head: `<script>class Foreign extends HTMLElement { static version = "0.0.9"; }
        customElements.define("osigu-preauth", Foreign);</script>`,
    });
    await waitFor("the warning", async () => (await said()).length > 0);
    const [warning = "", ...others] = await said();
    assert.match(warning, /0\.0\.9 is already defined; \d/);
    assert.deepEqual(others, []);
  });

  const token = async () => (await fetch(`${pages.url}/token`, { method: "POST" })).text();
});

declare global {
  interface Window {
    /** What the page heard of. */
    heard?: string[];
  }
}
