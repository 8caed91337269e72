import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "./browser.ts";
import { openTogether } from "./closing.ts";
import { freePort } from "./free-port.ts";
import { lastWords, type RunningProcess, startProcess } from "./process.ts";
import { answers, waitFor } from "./readiness.ts";
import { WebDriverSession } from "./webdriver.ts";

/** WebKitGTK on a screen of its own that nobody sees: it has no headless mode. */
export type WebKit = {
  /** A browser with a fresh profile, in a process of its own. */
  openSession(): Promise<WebDriverSession>;
  close(): Promise<void>;
};

/** Where the distributions put the browser that comes with WebKitGTK; it is on no `PATH`. */
const miniBrowsers = ["/usr/lib/*/webkit*gtk-*/MiniBrowser", "/usr/{lib,libexec}/webkit*gtk-*/MiniBrowser"];

/** Where WebKitGTK's own browser lies on this machine; undefined when it is not installed. */
export function findMiniBrowser(): string | undefined {
  return globSync(miniBrowsers).sort().at(-1);
}

/** Starts a screen for WebKitGTK's browsers. What they keep goes with it. */
export function startWebKit(): Promise<WebKit> {
  return openTogether(async (closing) => {
    const browser = findMiniBrowser();
    if (!browser) throw new Error("webkit is not installed.");
    const home = closing.also(await mkdtemp(join(tmpdir(), "osigu-preauth-webkit-")), (path) =>
      rm(path, { recursive: true, force: true, maxRetries: 3 }),
    );
    const screen = startProcess({
      name: "Xvfb",
      command: program("Xvfb"),
      args: ["-displayfd", "1", "-screen", "0", "1400x2000x24", "-nolisten", "tcp"],
    });
    closing.also(screen, (one) => one.end());
    await waitFor("Xvfb's screen", async () => displayOf(screen) !== undefined, { of: screen });
    const env = {
      HOME: home,
      DISPLAY: `:${displayOf(screen)}`,
      GDK_BACKEND: "x11",
      // There is no desktop here whose accessibility bus could be asked.
      NO_AT_BRIDGE: "1",
      // A container has no user namespace to make a sandbox with; no page from outside is ever opened.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    };
    return {
      openSession: async () => {
        const { url, driver } = await startDriver(env);
        const session = await WebDriverSession.open(url, browser, () => driver.end());
        return closing.also(session, (one) => one.close());
      },
      close: closing.close,
    };
  });
}

/** A driver has one session at a time: each browser has one of its own. */
async function startDriver(env: Record<string, string>): Promise<{ url: string; driver: RunningProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const driver = startProcess({
    name: "WebKitWebDriver",
    command: program("WebKitWebDriver"),
    args: ["--host=127.0.0.1", `--port=${port}`],
    env,
  });
  await waitFor("WebKitWebDriver's answer", () => answers(`${url}/status`), { of: driver });
  return { url, driver };
}

function program(name: string): string {
  const path = findProgram(name);
  if (!path) throw new Error(`${name} is not installed.`);
  return path;
}

/** Xvfb says on which display it is, once it is there. */
function displayOf(screen: RunningProcess): string | undefined {
  return /^(\d+)$/m.exec(lastWords(screen))?.[1];
}
