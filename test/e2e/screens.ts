import { mkdirSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";
import { type Environment, type PageOptions, startEnvironment } from "./environment.ts";
import { submit } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";
import { folder, type Look, openCamera, settle } from "./screens/camera.ts";
import { walkList } from "./screens/list.ts";
import { walkLong } from "./screens/long.ts";
import { walkAside, walkToApproval } from "./screens/walk.ts";
import type { Tab } from "./tab.ts";

/*
 * Screenshots for review, in Chromium, into test/screenshots/, named <width>-<theme>-<state>[-<look>].png.
 *
 * `node test/e2e/screens.ts`: every state, light and dark, 320 and 1,200 px wide.
 * `node test/e2e/screens.ts looks [name …]`: the windows of the table below, or those of these names.
 * `node test/e2e/screens.ts readme`: the two screenshots that the README shows, in widget/docs/images/.
 */
const readmeFolder = inRepository("widget/docs/images");

/** A window, and what is done in it. A phone has a touch screen. */
type Window = {
  width: number;
  height?: number;
  theme?: string;
  phone?: boolean;
  looks?: Look[];
  walks: Walk[];
};
type Walk = (
  environment: Environment,
  page: PageOptions,
  camera: ReturnType<typeof openCamera>,
) => Promise<void>;

const everyState = [walkToApproval, walkAside, walkList];
const inBothThemes = (name: string, window: Window) =>
  ["light", "dark"].map((theme): [string, Window] => [`${name}-${theme}`, { ...window, theme }]);

const brands = ["#0b0b0b", "#ffffff", "#ffd400", "#e4002b", "#0f766e", "#7a1fa2"].map((primary) => ({
  primary,
}));
const languages = ["es", "pt-BR"].map((locale) => ({ locale }));

const windows = new Map<string, Window>([
  ...inBothThemes("320", { width: 320, phone: true, walks: everyState }),
  ...inBothThemes("390", { width: 390, phone: true, walks: everyState }),
  ...inBothThemes("480", { width: 480, walks: everyState }),
  ...inBothThemes("720", { width: 720, walks: everyState }),
  ...inBothThemes("1200", { width: 1200, walks: everyState }),
  ["languages", { width: 390, phone: true, looks: languages, walks: everyState }],
  ["rtl", { width: 720, looks: [{ dir: "rtl" }], walks: [walkToApproval, walkList] }],
  ["forced", { width: 480, looks: [{ forcedColours: true }], walks: everyState }],
  ...inBothThemes("brands", { width: 480, looks: brands, walks: [walkToApproval, walkList] }),
  // A window of 1,280 × 1,024 px at 400 %.
  ["zoom", { width: 320, height: 256, walks: everyState }],
  ["long-320", { width: 320, phone: true, walks: [walkLong] }],
  ["long-720", { width: 720, walks: [walkLong] }],
]);

const [, , task, ...names] = process.argv;
mkdirSync(task === "readme" ? readmeFolder : folder, { recursive: true });
const environment = await startEnvironment({ engine: "chromium", bff: { OTP_PAUSES: "0" } });
if (task === "readme") for (const theme of ["light", "dark"]) await takeForReadme(theme);
else {
  const usual = task === "looks" ? [...windows.keys()] : ["320-light", "320-dark", "1200-light", "1200-dark"];
  for (const name of names.length ? names : usual) await takeIn(name);
}
await environment.close();
console.log(`The screenshots are in ${task === "readme" ? readmeFolder : folder}.`);

async function takeIn(name: string): Promise<void> {
  const window = windows.get(name);
  if (!window) throw new Error(`There is no ${name}, but: ${[...windows.keys()].join(", ")}`);
  const { width, height = 900, theme = "light", phone = false, looks, walks } = window;
  const listen = async (tab: Tab) => {
    if (phone) await pageOf(tab).setViewport({ width, height, hasTouch: true, isMobile: true });
  };
  for (const walk of walks)
    await walk(environment, { width, height, theme, listen }, openCamera(name, looks));
}

/** The host page with an approved request, at twice the density of CSS pixels, in a font of the system's that is neutral. */
async function takeForReadme(theme: string): Promise<void> {
  const size = { width: 800, height: 480 };
  const { widget, close } = await environment.openPage({ ...size, theme });
  const page = pageOf(widget.tab);
  await page.setViewport({ ...size, deviceScaleFactor: 2 });
  await page.evaluate(() => {
    document.body.style.fontFamily = "'Nimbus Sans', Helvetica, Arial, sans-serif";
  });
  await submit(widget, await environment.pdf());
  await widget.waitForStep("Approved");
  await widget.find("image", /^QR code/);
  await settle(widget);
  // Without the focus, which a reader of the picture would take for a part of the look.
  await page.evaluate(() => (window.finder.focused() as HTMLElement | null)?.blur());
  await page.screenshot({
    path: `${readmeFolder}/widget-${theme}.webp`,
    type: "webp",
    quality: 80,
    fullPage: true,
  });
  await close();
}
