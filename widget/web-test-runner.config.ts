import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import type { TestRunnerConfig } from "@web/test-runner";
import { puppeteerLauncher } from "@web/test-runner-puppeteer";

/** The first of these programs that is on this machine's `PATH`, or at one of these places. */
function find(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names
    .flatMap((name) => (name.startsWith("/") ? name : folders.map((folder) => join(folder, name))))
    .find(existsSync);
}

const executables = {
  chromium: find(
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ),
  firefox: find("firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"),
};

/** A container's root has no user namespace to make a sandbox with. */
const chromiumArgs = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

function launcherFor(browser: keyof typeof executables) {
  const executablePath = executables[browser];
  if (!executablePath) throw new Error(`These tests run in ${browser}: install it, and have it on the PATH.`);
  if (browser === "firefox") {
    // Only the page in front has the keyboard.
    return puppeteerLauncher({ launchOptions: { browser, executablePath }, concurrency: 1 });
  }
  return puppeteerLauncher({
    launchOptions: { executablePath, args: chromiumArgs },
    // A window of its own for each: of the tabs of one window, only the one in front is painted.
    createPage: async ({ browser: running }) => {
      const context = await running.createBrowserContext();
      const page = await context.newPage();
      await page.emulateFocusedPage(true);
      return page;
    },
    concurrency: 3,
  });
}

/** `WTR_BROWSER=chromium` or `firefox` runs the tests in this browser only. */
const browsers = (["chromium", "firefox"] as const).filter(
  (name) => !process.env.WTR_BROWSER || process.env.WTR_BROWSER === name,
);

/** The widget's tests that need a browser; what is pure is tested beside it by `node --test`. */
export default {
  files: "src/**/*.browser.test.ts",
  nodeResolve: { exportConditions: ["browser"] },
  plugins: [esbuildPlugin({ ts: true, target: "es2022", tsconfig: "tsconfig.json" })],
  browsers: browsers.map(launcherFor),
  concurrentBrowsers: 2,
  testFramework: { config: { timeout: "90000" } },
  testsFinishTimeout: 480_000,
} satisfies TestRunnerConfig;
