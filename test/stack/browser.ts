import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, launch } from "puppeteer-core";

/** `headless-shell` is Chromium without its user interface, which needs a quarter less CPU time; Chromium where it is not installed. */
export type BrowserName = "chromium" | "headless-shell" | "firefox";

const chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const executables: Record<BrowserName, string[]> = {
  chromium,
  "headless-shell": ["chromium-headless-shell", "chrome-headless-shell", ...chromium],
  firefox: ["firefox", "firefox-esr"],
};

const macApplications: Record<BrowserName, string> = {
  chromium: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "headless-shell": "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  firefox: "/Applications/Firefox.app/Contents/MacOS/firefox",
};

/** Where a program lies on this machine's `PATH`; undefined when it does not. */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .concat("/usr/sbin", "/usr/local/sbin")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Where a browser lies on this machine; undefined when it is not installed. */
export function findBrowser(name: BrowserName): string | undefined {
  const onPath = executables[name].map(findProgram).find((path) => path !== undefined);
  if (onPath) return onPath;
  return existsSync(macApplications[name]) ? macApplications[name] : undefined;
}

/** Starts a headless browser with a fresh profile that talks to nobody by itself. */
export async function startBrowser(name: BrowserName = "headless-shell"): Promise<Browser> {
  const executablePath = findBrowser(name);
  if (!executablePath) throw new Error(`${name} is not installed.`);
  if (name === "firefox") return startFirefox(executablePath);
  // Nothing moves in Chromium's tests: a moving page is painted at every frame. In Firefox and WebKit it moves.
  const args = name === "headless-shell" ? ["--force-prefers-reduced-motion", ...chromiumArgs] : chromiumArgs;
  return startChromium(executablePath, args);
}

const chromiumArgs = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A container's root has no user namespace to make a sandbox with.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Milliseconds after which a browser that does not answer fails a test. */
const protocolTimeout = 90_000;

function startChromium(executablePath: string, args: string[]): Promise<Browser> {
  return launch({ executablePath, headless: true, args, protocolTimeout });
}

function startFirefox(executablePath: string): Promise<Browser> {
  return launch({ browser: "firefox", executablePath, headless: true, protocolTimeout });
}
