import { mkdirSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";
import {
  addProduct,
  fillRequest,
  findPerson,
  journeyOf,
  prepare,
  quickstart,
  search,
  submit,
} from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";
import { openStage, type Stage, type Visit } from "./stage.ts";
import type { WidgetPage } from "./widget-page.ts";

/*
 * `node test/e2e/screens.ts`: a screenshot of every step, light and dark, 320 and 1,200 px wide, for review. They go to
 * test/screenshots/, named <width>-<theme>-<step>.png.
 *
 * `node test/e2e/screens.ts readme`: the two screenshots that the README shows, in widget/docs/images/. Chromium only.
 */
const folder = inRepository("test/screenshots");
const readmeFolder = inRepository("widget/docs/images");

const isForReadme = process.argv.includes("readme");
mkdirSync(isForReadme ? readmeFolder : folder, { recursive: true });
const stage = await openStage({ bff: { OTP_PAUSES: "0" }, ...(isForReadme && { engine: "chromium" }) });
const themes = ["light", "dark"];
if (isForReadme) for (const theme of themes) await takeForReadme(stage, theme);
else
  for (const width of [320, 1200])
    for (const theme of themes) await walk(stage, { width, theme, height: 900 });
await stage.close();
console.log(`The screenshots are in ${isForReadme ? readmeFolder : folder}.`);

/** The part of the host page that holds an approved request, at twice the density of CSS pixels. */
async function takeForReadme(stage: Stage, theme: string): Promise<void> {
  const size = { width: 1200, height: 900 };
  const { widget, leave } = await stage.visit({ ...size, theme });
  const page = pageOf(widget.tab);
  await page.setViewport({ ...size, deviceScaleFactor: 2 });
  await submit(widget, await stage.pdf());
  await widget.comesTo("Approved");
  await widget.find("image", /^QR code/);
  await settle(widget);
  await page.screenshot({
    path: `${readmeFolder}/widget-${theme}.webp`,
    type: "webp",
    quality: 80,
    clip: await page.evaluate(areaOf, ".work", 24),
  });
  await leave();
}

/** Runs in the page: the rectangle of an element with a margin round it. */
function areaOf(selector: string, margin: number) {
  const box = (document.querySelector(selector) as Element).getBoundingClientRect();
  return {
    x: box.x + scrollX - margin,
    y: box.y + scrollY - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
}

/** All the way, with a picture of each thing that a person meets. */
async function walk(stage: Stage, visit: Visit): Promise<void> {
  const named = `${visit.width}-${visit.theme}`;
  const { widget, leave } = await stage.visit(visit);
  const picture = (name: string) => take(widget, `${named}-${name}`);
  await widget.find("textbox", "Document number");
  await picture("1-search");
  await widget.press("Search");
  await widget.sees("Fill this in");
  await picture("1-search-incomplete");
  await search(widget);
  await widget.find("button", /^Continue with/);
  await picture("1-search-found");
  await widget.press(/^Continue with/);
  await widget.comesTo("What is needed?");
  await picture("2-request-empty");
  await widget.press("Add product");
  await widget.fill("Product", "para");
  await widget.find("option");
  await picture("2-request-searching");
  await widget.tab.press("Escape");
  await widget.press("Cancel");
  await fillRequest(widget);
  await addProduct(widget, { product_code: "MED-064", product_type: "MEDICATION", quantity: 60 });
  await picture("2-request");
  await widget.press("Continue");
  await widget.comesTo("Add the documents");
  await picture("3-documents-empty");
  await widget.attach(await stage.pdf());
  await widget.sees("Uploaded");
  await picture("3-documents");
  await widget.press("Continue");
  await widget.comesTo("Check and send");
  await picture("4-review");
  await widget.press("Request authorization");
  await widget.comesTo("Approved");
  await widget.find("image", /^QR code/);
  await picture("5-approved");
  await leave();
  await outcome(stage, visit, "sponsor-rejects", "Not approved", `${named}-5-rejected`);
  await outcome(stage, visit, "sponsor-mixed", "Partly approved", `${named}-5-mixed`);
  await outcome(stage, visit, "sponsor-never-answers", "The insurer is deciding", `${named}-5-pending`);
  await codes(stage, visit, named);
  await refused(stage, visit, "Not in the directory", `${named}-1-search-nobody`);
  await refused(stage, visit, "Coverage ended, and the answer says so", `${named}-1-search-inactive`);
}

async function outcome(stage: Stage, visit: Visit, sponsor: string, title: string, name: string) {
  const { widget, leave } = await stage.visit({ ...visit, sponsor });
  const journey = journeyOf(sponsor);
  await findPerson(widget, journey);
  await fillRequest(widget, journey);
  await widget.press("Continue");
  await widget.attach(await stage.pdf());
  await widget.sees("Uploaded");
  await widget.press("Continue");
  await widget.press("Request authorization");
  await widget.comesTo(title);
  await take(widget, name);
  await leave();
}

async function codes(stage: Stage, visit: Visit, named: string) {
  const { widget, leave } = await stage.visit({ ...visit, sponsor: "sponsor-otp" });
  await prepare(widget, await stage.pdf(), journeyOf("sponsor-otp"));
  await widget.press("Continue");
  await widget.comesTo("Enter the code");
  await take(widget, `${named}-4-code-channel`);
  await widget.press("Send code");
  await widget.sees("Sent to");
  await take(widget, `${named}-4-code`);
  await widget.fill("Code", "000000");
  await widget.press("Request authorization");
  await widget.sees("This code is not right.");
  await take(widget, `${named}-4-code-wrong`);
  await leave();
}

async function refused(stage: Stage, visit: Visit, title: string, name: string) {
  const { widget, leave } = await stage.visit(visit);
  await search(widget, journeyOf(quickstart.sponsor.slug, title));
  await widget.sees(/Not found|Not active/);
  await take(widget, name);
  await leave();
}

/** The whole page, once nothing moves any more. */
async function take(widget: WidgetPage, name: string): Promise<void> {
  await settle(widget);
  await widget.tab.screenshot(`${folder}/${name}.png`);
}

/** Waits for the end of every animation. */
async function settle({ tab }: WidgetPage): Promise<void> {
  await tab.evaluate(async () => {
    const root = document.querySelector("osigu-preauth")?.shadowRoot;
    const moving = [...document.getAnimations(), ...(root?.getAnimations() ?? [])];
    await Promise.all(moving.map((one) => one.finished.catch(() => {})));
  });
}
