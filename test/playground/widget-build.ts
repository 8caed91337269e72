import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, statSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";

/** Builds `widget/dist` where it is missing or older than what it is made from. */
export async function buildWidgetIfStale(say: (sentence: string) => void): Promise<void> {
  const built = newest(["widget/dist/**/*.js"]);
  const source = newest([
    "widget/src/**/*",
    "widget/*.ts",
    "widget/package.json",
    "shared/src/**/*",
    "pnpm-lock.yaml",
  ]);
  if (built >= source) return;
  say("Building the widget …");
  const child = spawn("pnpm", ["--filter", "@osigu-preauth/widget", "build"], {
    cwd: inRepository("."),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The widget's build ended with ${code}; try: pnpm build`);
}

/** When the youngest of these files was written, in ms since 1970; 0 where there is none. */
function newest(patterns: string[]): number {
  const files = globSync(patterns, { cwd: inRepository(".") });
  return Math.max(0, ...files.map((file) => statSync(inRepository(file)).mtimeMs));
}
