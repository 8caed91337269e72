import { mkdirSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";
import { type Environment, type PageOptions, startEnvironment } from "./environment.ts";
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
import type { WidgetPage } from "./widget-page.ts";

/*
 * `node test/e2e/screens.ts`: a screenshot of every step, light and dark, 320 and 1,200 px wide, for review. They go to
 * test/screenshots/, named <width>-<theme>-<step>.png.
 *
 * `node test/e2e/screens.ts looks`: the same at 320, 390, 480, 720 and 1,200 px, each screenshot also in Spanish and
 * Portuguese, with six brand colours, and on a page that is read from right to left.
 *
 * `node test/e2e/screens.ts readme`: the two screenshots that the README shows, in widget/docs/images/. Chromium only.
 */
const folder = inRepository("test/screenshots");
const readmeFolder = inRepository("widget/docs/images");

const isForReadme = process.argv.includes("readme");
const isForLooks = process.argv.includes("looks");

/** How a host page can make the widget look, without a reload. */
type Look = { locale?: string; primary?: string; dir?: string };

const looks: Look[] = [
  ...["es", "pt-BR"].map((locale) => ({ locale })),
  ...["#0b0b0b", "#ffffff", "#ffd400", "#e4002b", "#0f766e", "#7a1fa2"].map((primary) => ({ primary })),
  { dir: "rtl" },
];
mkdirSync(isForReadme ? readmeFolder : folder, { recursive: true });
const environment = await startEnvironment({
  bff: { OTP_PAUSES: "0" },
  ...(isForReadme && { engine: "chromium" }),
});
const themes = ["light", "dark"];
if (isForReadme) for (const theme of themes) await takeForReadme(environment, theme);
else
  for (const width of isForLooks ? [320, 390, 480, 720, 1200] : [320, 1200])
    for (const theme of themes) await walk(environment, { width, theme, height: 900 });
await environment.close();
console.log(`The screenshots are in ${isForReadme ? readmeFolder : folder}.`);

/** The part of the host page that holds an approved request, at twice the density of CSS pixels. */
async function takeForReadme(environment: Environment, theme: string): Promise<void> {
  const size = { width: 1200, height: 900 };
  const { widget, close } = await environment.openPage({ ...size, theme });
  const page = pageOf(widget.tab);
  await page.setViewport({ ...size, deviceScaleFactor: 2 });
  await submit(widget, await environment.pdf());
  await widget.waitForStep("Approved");
  await widget.find("image", /^QR code/);
  await settle(widget);
  await page.screenshot({
    path: `${readmeFolder}/widget-${theme}.webp`,
    type: "webp",
    quality: 80,
    clip: await page.evaluate(areaOf, ".work", 24),
  });
  await close();
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
async function walk(environment: Environment, page: PageOptions): Promise<void> {
  const named = `${page.width}-${page.theme}`;
  const { widget, close } = await environment.openPage(page);
  const picture = (name: string) => take(widget, `${named}-${name}`);
  await widget.find("textbox", "Document number");
  await picture("1-search");
  await widget.press("Search");
  await widget.waitForText("Fill in this field");
  await picture("1-search-incomplete");
  await search(widget);
  await widget.waitForText(/Continue with|What is needed/);
  await picture("1-search-found");
  await widget.confirmPerson();
  await widget.waitForStep("What is needed?");
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
  await widget.waitForStep("Add the documents");
  await picture("3-documents-empty");
  await widget.attach(await environment.pdf());
  await widget.waitForText("Uploaded");
  await picture("3-documents");
  await widget.press("Continue");
  await widget.waitForStep("Check and send");
  await picture("4-review");
  await widget.press("Request authorization");
  await widget.waitForStep("Approved");
  await widget.find("image", /^QR code/);
  await picture("5-approved");
  await close();
  await outcome(environment, page, "sponsor-rejects", "Not approved", `${named}-5-rejected`);
  await outcome(environment, page, "sponsor-mixed", "Partly approved", `${named}-5-mixed`);
  await outcome(environment, page, "sponsor-never-answers", "Waiting for the insurer", `${named}-5-pending`);
  await codes(environment, page, named);
  await refused(environment, page, "Not in the directory", `${named}-1-search-nobody`);
  await refused(environment, page, "Coverage ended, and the answer says so", `${named}-1-search-inactive`);
}

async function outcome(
  environment: Environment,
  page: PageOptions,
  sponsor: string,
  title: string,
  name: string,
) {
  const { widget, close } = await environment.openPage({ ...page, sponsor });
  const journey = journeyOf(sponsor);
  await findPerson(widget, journey);
  await fillRequest(widget, journey);
  await widget.press("Continue");
  await widget.attach(await environment.pdf());
  await widget.waitForText("Uploaded");
  await widget.press("Continue");
  await widget.press("Request authorization");
  await widget.waitForStep(title);
  await take(widget, name);
  await close();
}

async function codes(environment: Environment, page: PageOptions, named: string) {
  const { widget, close } = await environment.openPage({ ...page, sponsor: "sponsor-otp" });
  await prepare(widget, await environment.pdf(), journeyOf("sponsor-otp"));
  await widget.press("Continue");
  await widget.waitForStep("Send the patient a code");
  await take(widget, `${named}-4-code-channel`);
  await widget.press("Send code");
  await widget.waitForText("Sent to");
  await take(widget, `${named}-4-code`);
  await widget.fill("Code", "000000");
  await widget.waitForText("That code is not correct.");
  await take(widget, `${named}-4-code-wrong`);
  await close();
}

async function refused(environment: Environment, page: PageOptions, title: string, name: string) {
  const { widget, close } = await environment.openPage(page);
  await search(widget, journeyOf(quickstart.sponsor.slug, title));
  await widget.waitForText(/Not found|Not active/);
  await take(widget, name);
  await close();
}

/** The whole page, once nothing moves any more. */
async function take(widget: WidgetPage, name: string): Promise<void> {
  await settle(widget);
  await widget.tab.screenshot(`${folder}/${name}.png`);
  if (!isForLooks) return;
  for (const look of looks) {
    await widget.tab.evaluate(setLook, look);
    await settle(widget);
    const named = Object.values(look).join("").replace("#", "");
    await widget.tab.screenshot(`${folder}/${name}-${named}.png`);
  }
  await widget.tab.evaluate(setLook, {});
}

/** Runs in the page: sets a look, and everything that it leaves out as it was. */
async function setLook({ locale = "en", primary, dir = "ltr" }: Look): Promise<void> {
  const element = document.querySelector<HTMLElement & { locale?: string }>("osigu-preauth");
  if (!element) return;
  document.documentElement.dir = dir;
  element.locale = locale;
  if (primary) element.style.setProperty("--osigu-color-primary", primary);
  else element.style.removeProperty("--osigu-color-primary");
  // The messages of another language load.
  while (!element.shadowRoot?.querySelector(`[part=root][lang^="${locale.slice(0, 2)}"]`)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits for the end of every animation. */
async function settle({ tab }: WidgetPage): Promise<void> {
  await tab.evaluate(async () => {
    const root = document.querySelector("osigu-preauth")?.shadowRoot;
    const moving = [...document.getAnimations(), ...(root?.getAnimations() ?? [])];
    await Promise.all(moving.map((one) => one.finished.catch(() => {})));
  });
}
