import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, it } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { type HostPages, openHostPages, withoutFiles } from "./host-pages.ts";

const read = (page: string) => readFileSync(inRepository(page), "utf8");
/** The first block of HTML of a page. */
const firstHtml = (page: string) => /```html\n([\s\S]*?)```/.exec(read(page))?.[1] ?? "";

describe("The page that the five-minute start prints", () => {
  let pages: HostPages;
  let broken = /^$/;
  before(async () => {
    pages = await openHostPages(undefined, { answerTo: withoutFiles(() => broken) });
  });
  afterEach(() => pages.closePages());
  after(() => pages.close());

  async function open() {
    const printed = firstHtml("widget/docs/start.md").replace("http://localhost:8787", "{{bff}}");
    const body = printed.replace(
      'await (await fetch("/preauth-token", { method: "POST" })).json()',
      '{ access_token: await (await fetch("/token", { method: "POST" })).text() }',
    );
    assert.ok(body.includes("{{bff}}") && body.includes('"/token"'));
    return (await pages.open({ body, script: "" })).widget;
  }

  it("has the form", async () => {
    broken = /^$/;
    const widget = await open();
    await widget.find("textbox", "Document number");
  });

  for (const [what, file] of [
    ["the loader is", /loader\.js/],
    ["the widget's own script is", /script-/],
  ] as const) {
    it(`says what to do instead where ${what} missing`, async () => {
      broken = file;
      const { tab } = await open();
      await tab.waitFor(
        () => document.querySelector("#preauth")?.textContent === "Call the insurer: 01 800 000 000",
      );
    });
  }

  it("is that of both READMEs, but for its sponsor and the address of its BFF", () => {
    const tag = firstHtml("README.md");
    assert.equal(firstHtml("widget/README.md"), tag);
    const lines = tag
      .trim()
      .split("\n")
      .map((line) => line.trim());
    const started = firstHtml("widget/docs/start.md").replace(
      "http://localhost:8787",
      "https://preauth.clinic.example",
    );
    const others = lines.filter((line) => !started.includes(line));
    assert.deepEqual(others, ["onComplete: (outcome) => console.log(outcome.authorizations),"]);
  });
});
