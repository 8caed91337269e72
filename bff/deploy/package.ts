import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareVersions, isVersion } from "../src/static/widget-versions.ts";
import { type Materials, materialsOf, writeMaterials } from "./bill-of-materials.ts";

/*
 * `pnpm package [directory]`: a directory with the server, its production dependencies and the built widget, and
 * nothing else. Start it with `node bff/start.mjs` in the directory. It needs no write access.
 *
 * Where the directory holds an earlier package, or `--widget-from` names one, its youngest widget versions are kept
 * beside the new one, so that pages which loaded them before an upgrade find their files.
 */
const root = resolve(import.meta.dirname, "../..");
const { values, positionals } = parseArgs({
  options: {
    "widget-from": { type: "string", multiple: true, default: [] },
    keep: { type: "string", default: "3" },
  },
  allowPositionals: true,
});
const target = resolve(positionals[0] ?? join(root, "dist"));
const next = `${target}.next`;
const built = join(root, "widget/dist");

if (!existsSync(join(built, "loader.js"))) stopWith("The widget is not built. Run: pnpm build");
if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, "bff/build.json"))) {
  stopWith(`${target} is not empty and is no earlier package. Name another directory.`);
}

rmSync(next, { recursive: true, force: true });
copySources();
const materials = installDependencies();
copyWidgets();
writeBuild();
writeMaterials(next, materials, join(built, ".vite/licenses.json"));
rmSync(target, { recursive: true, force: true });
renameSync(next, target);
process.stdout.write(`${relative(process.cwd(), target) || "."}: start it with node bff/start.mjs\n`);

function copySources(): void {
  for (const path of ["LICENSE", "bff/package.json", "bff/start.mjs", "shared/package.json"]) copy(path);
  const isShipped = (path: string) => !/\.test\.ts$|\/testing$/.test(path);
  for (const path of ["bff/src", "shared/src"]) {
    cpSync(join(root, path), join(next, path), { recursive: true, filter: isShipped });
  }
}

/** Installs with the lock file of the workspace, whose other members are only named. Gives what was installed. */
function installDependencies(): Materials {
  const forInstallation = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "widget/package.json",
    "test/package.json",
  ];
  for (const path of ["package.json", ...forInstallation]) copy(path);
  const options = ["--prod", "--frozen-lockfile", "--prefer-offline", "--package-import-method", "copy"];
  const args = ["install", ...options, "--filter", "@osigu-preauth/bff..."];
  pnpm(args);
  const materials = materialsOf(pnpm);
  for (const path of [...forInstallation, "test"]) rmSync(join(next, path), { recursive: true, force: true });
  // For compilers, debuggers and bundlers. They are half of the size.
  const unused = [
    "**/*.{d.ts,d.mts,d.cts,map}",
    "swagger-ui-dist@*/**/swagger-ui{,-es-*,-standalone-*}.js",
    "zod@*/node_modules/zod/src/**/*.ts",
  ];
  const paths = globSync(
    unused.map((pattern) => `node_modules/.pnpm/${pattern}`),
    { cwd: next },
  );
  for (const path of paths) rmSync(join(next, path), { force: true });
  return materials;
}

/** Runs pnpm in the new package. Gives what it prints. */
function pnpm(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("pnpm", args, { cwd: next, encoding: "utf8" });
  if (status !== 0) stopWith(`pnpm ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** The new version and the youngest earlier ones, each in a directory of its name. */
function copyWidgets(): void {
  const version = textOf(join(built, "integrity.json"), "version");
  copyWidget(built, version);
  const packages = [target, ...values["widget-from"].map((path) => resolve(path))];
  const earlier = new Map(
    packages
      .map((path) => join(path, "widget/dist"))
      .filter((path) => existsSync(path))
      .flatMap((path) => readdirSync(path).map((name) => [name, join(path, name)] as const))
      .filter(([name]) => isVersion(name) && name !== version),
  );
  const youngest = [...earlier].sort(([a], [b]) => compareVersions(b, a)).slice(0, Number(values.keep) - 1);
  for (const [name, path] of youngest) copyWidget(path, name);
}

function copyWidget(from: string, version: string): void {
  const isServed = (path: string) => !/^(npm|\.vite)(\/|$)/.test(relative(from, path));
  cpSync(from, join(next, "widget/dist", version), { recursive: true, filter: isServed });
}

/** What the server says of itself, and the manifest without what only development needs. */
function writeBuild(): void {
  const { name, version, license, type, engines } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  writeJson("package.json", {
    name,
    version,
    private: true,
    license,
    type,
    engines: { node: engines.node },
    scripts: { start: "node bff/start.mjs" },
  });
  writeJson("bff/build.json", {
    version: textOf(join(root, "bff/package.json"), "version"),
    revision: revision(),
  });
}

/** The commit, with `-dirty` for uncommitted changes. Outside of a checkout: `REVISION`, or `unknown`. */
function revision(): string {
  if (process.env.REVISION) return process.env.REVISION;
  try {
    const args = ["describe", "--always", "--dirty", "--exclude", "*"];
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}

function copy(path: string): void {
  mkdirSync(dirname(join(next, path)), { recursive: true });
  cpSync(join(root, path), join(next, path));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(join(next, path), `${JSON.stringify(value, null, 2)}\n`);
}

function textOf(path: string, key: string): string {
  return String(JSON.parse(readFileSync(path, "utf8"))[key]);
}

function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
