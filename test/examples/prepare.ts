import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildWidgetIfStale } from "../playground/widget-build.ts";
import { inRepository } from "../stack/repository.ts";

const run = promisify(execFile);
const examples = inRepository("test/examples");

/** Where the documentation has a site copy the token route to. */
const tokenRoutes = ["next/app/preauth-token", "sveltekit/src/lib/server", "nuxt/server/utils"];

/**
 * Packs the widget as npm would publish it, and installs it in every example, with their frameworks. Copies the token
 * route, as the documentation says.
 */
export async function prepareExamples(): Promise<void> {
  await buildWidgetIfStale(console.log);
  const unpacked = join(examples, "dist/widget");
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-examples-"));
  const packing = ["pack", inRepository("widget/dist/npm"), "--json", "--pack-destination", folder];
  const { stdout } = await run("npm", packing);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  await run("tar", ["-xzf", join(folder, filename), "-C", unpacked, "--strip-components=1"]);
  await rm(folder, { recursive: true });
  for (const folder of tokenRoutes) {
    await cp(inRepository("bff/token-route"), join(examples, folder), { recursive: true });
  }
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: examples });
}

if (import.meta.main) await prepareExamples();
