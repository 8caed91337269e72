import { existsSync } from "node:fs";
import { findBrowser, findProgram } from "../stack/browser.ts";
import { findMiniBrowser } from "../stack/webkit.ts";
import { runCommand } from "./command.ts";
import type { Program } from "./phase.ts";

const isDebian = existsSync("/etc/debian_version");

/** A program that the tests run for real, and the Debian package that brings it. */
type Need = { program: string; package: string; isThere: () => boolean };

const need = (program: string, from = program): Need => ({
  program,
  package: from,
  isThere: () => findProgram(program) !== undefined,
});

/** WebKitGTK's own browser comes with the library that the driver needs. */
const webKitNeeds: Need[] = [
  need("WebKitWebDriver", "webkit2gtk-driver"),
  {
    program: "WebKitGTK's MiniBrowser",
    package: "webkit2gtk-driver",
    isThere: () => findMiniBrowser() !== undefined,
  },
  need("Xvfb", "xvfb"),
];

const needs: Record<Program, Need[]> = {
  chromium: [
    { program: "Chromium", package: "chromium", isThere: () => findBrowser("chromium") !== undefined },
    // The tests are quicker with it, and pass without it.
    ...(isDebian ? [need("chromium-headless-shell")] : []),
  ],
  firefox: [
    { program: "Firefox", package: "firefox-esr", isThere: () => findBrowser("firefox") !== undefined },
  ],
  nginx: [need("nginx")],
  caddy: [need("caddy")],
  haproxy: [need("haproxy")],
  promtool: [need("promtool", "prometheus")],
  redis: [need("redis-server")],
  curl: [need("curl")],
  unzip: [need("unzip")],
  webkit: webKitNeeds,
};

/**
 * Makes sure that these programs are on this machine: installs what is missing where that is possible,
 * and otherwise says in one sentence what to install.
 */
export async function prepareMachine(programs: Set<Program>, say: (sentence: string) => void): Promise<void> {
  const missing = [...programs].flatMap((program) => needs[program]).filter((one) => !one.isThere());
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((one) => one.package))];
  const mayInstall = process.getuid?.() === 0 && isDebian;
  if (!mayInstall) {
    const programs = missing.map((one) => one.program).join(", ");
    say(`Please install ${programs} (on Debian: sudo apt-get install ${packages.join(" ")}).`);
    return;
  }
  say(`Installing ${packages.join(", ")} …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], { env, deadline: 180_000 });
  const installation = await runCommand(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
    { env, deadline: 600_000 },
  );
  if (installation.code !== 0) say(`That did not work:\n${installation.output.trim().slice(-2_000)}`);
}
