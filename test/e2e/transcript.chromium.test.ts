import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { after, before, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { addDiagnosis, addProduct, quickstart, search } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";
import { mainOf, transcriptOf } from "./transcript.ts";
import type { WidgetPage } from "./widget-page.ts";

/**
 * What a screen reader has to say of the whole quickstart: on each screen what was announced on the way to it, and the
 * accessibility tree. `TRANSCRIPT=write` writes the file again, to be read before it is committed.
 */
const file = new URL("transcript.txt", import.meta.url);

let environment: Environment;
before(async () => {
  environment = await startEnvironment({ engine: "chromium", scripts: [recordAnnouncements] });
});
after(() => environment?.close());

test("a screen reader hears the quickstart as the transcript says", async () => {
  const { widget, close } = await environment.openPage();
  const screens: string[] = [];
  const hear = async (title: string) => screens.push(await screenOf(widget, title));
  await widget.find("textbox", "Document number");
  await widget.waitForText("Test mode");
  await hear("The search");
  await search(widget);
  await widget.confirmPerson();
  await widget.waitForText("Sandbox Insurance");
  await hear("The request");
  const [product] = quickstart.values.products ?? [];
  assert.ok(product);
  await addProduct(widget, product);
  await addDiagnosis(widget, "R51");
  await widget.find("button", "Remove Headache");
  await hear("The request with a product and a diagnosis");
  await widget.press("Continue");
  await widget.waitForStep("Add the documents");
  await widget.find("file");
  await hear("The documents");
  const pdf = await environment.pdf();
  await widget.attach(pdf);
  await widget.waitForText("Uploaded");
  await hear("The documents with a file");
  await widget.press("Continue");
  await widget.waitForStep("Check and send");
  await hear("The review");
  await widget.press("Request authorization");
  await widget.waitForStep(/^Approved/);
  await widget.tab.waitFor(() => /^Copy/.test(window.finder.focused()?.textContent?.trim() ?? ""));
  await hear("The outcome");
  const transcript = `${screens.join("\n\n").replaceAll(basename(pdf), "indication.pdf")}\n`;
  if (process.env.TRANSCRIPT === "write") writeFileSync(file, transcript);
  assert.equal(transcript, readFileSync(file, "utf8"));
  await close();
});

/** One screen: its title, what was announced on the way to it, and what can be read on it. */
async function screenOf(widget: WidgetPage, title: string): Promise<string> {
  // The live region is emptied; its words are among the announcements.
  await widget.tab.waitFor(() => {
    const root = document.querySelector("osigu-preauth")?.shadowRoot;
    return !root?.querySelector("[part=root] > [role=status]")?.textContent?.trim();
  });
  const tree = await pageOf(widget.tab).accessibility.snapshot({ interestingOnly: false });
  const main = mainOf(tree);
  assert.ok(main);
  const said = await widget.tab.evaluate(() => window.announcements.splice(0));
  const lines = [...said.map((text) => `  says: ${text}`), ...transcriptOf(main)];
  return [`# ${title}`, ...lines.map(masked)].join("\n");
}

/** What differs from run to run. */
function masked(text: string): string {
  return text
    .replace(/AUTH-\d{4}-\d{6}/g, "AUTH-0000-000000")
    .replace(/Valid until .*/, "Valid until 1 January 2030 ·");
}

declare global {
  interface Window {
    announcements: string[];
  }
}

/** Runs in the page, and must stand alone: records what live regions say. */
function recordAnnouncements(): void {
  window.announcements = [];
  const watch = () => {
    const root = document.querySelector("osigu-preauth")?.shadowRoot;
    if (!root) return void setTimeout(watch, 5);
    let last = "";
    new MutationObserver(() => {
      for (const region of root.querySelectorAll("[role=status], [role=alert]")) {
        const text = (region.textContent ?? "").replace(/\s+/g, " ").trim();
        if (text && text !== last) window.announcements.push(text);
        if (text) last = text;
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  };
  watch();
}
