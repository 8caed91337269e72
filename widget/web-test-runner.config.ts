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

const chromium = find(
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
);
const firefox = find("firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox");
if (!chromium || !firefox) {
  throw new Error("These tests run in Chromium and in Firefox: install both, and have them on the PATH.");
}

/** A container's root has no user namespace to make a sandbox with. */
const chromiumArgs = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** The widget's tests that need a browser; what is pure is tested beside it by `node --test`. */
export default {
  files: "src/**/*.browser.test.ts",
  nodeResolve: { exportConditions: ["browser"] },
  plugins: [esbuildPlugin({ ts: true, target: "es2022", tsconfig: "tsconfig.json" })],
  // One page at a time in each browser: only the page in front has the keyboard.
  browsers: [
    puppeteerLauncher({ launchOptions: { executablePath: chromium, args: chromiumArgs }, concurrency: 1 }),
    puppeteerLauncher({ launchOptions: { browser: "firefox", executablePath: firefox }, concurrency: 1 }),
  ],
  concurrentBrowsers: 2,
  testFramework: { config: { timeout: "10000" } },
  testsFinishTimeout: 120_000,
} satisfies TestRunnerConfig;
