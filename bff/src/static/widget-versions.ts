import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A built widget in a directory. The version is undefined where neither the files nor their package name it. */
export type WidgetBuild = { version: string | undefined; directory: string };

const versionParts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,64}))?$/;

/** Whether a name is a version, such as `1.2.3` or `1.3.0-beta.1`. */
export const isVersion = (name: string): boolean => versionParts.test(name);

/** Below 0 when `a` is older than `b`. A prerelease is older than its release. Semantic Versioning 2.0.0, §11. */
export function compareVersions(a: string, b: string): number {
  const [, ...left] = versionParts.exec(a) ?? [];
  const [, ...right] = versionParts.exec(b) ?? [];
  for (const index of [0, 1, 2]) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left[3] === right[3]) return 0;
  if (left[3] === undefined || right[3] === undefined) return left[3] === undefined ? 1 : -1;
  return left[3].localeCompare(right[3], "en", { numeric: true });
}

/**
 * The built widgets of a directory, the youngest first: the directory itself when it holds a build, and each of its
 * subdirectories that is named after a version and holds one.
 */
export async function findWidgetBuilds(directory: string): Promise<WidgetBuild[]> {
  const names = await readdir(directory).catch(() => []);
  const builds = names
    .filter(isVersion)
    .map((version): WidgetBuild => ({ version, directory: join(directory, version) }));
  builds.push({ version: await builtVersion(directory), directory });
  const isBuilt = await Promise.all(builds.map(({ directory: path }) => hasLoader(path)));
  return builds
    .filter((_, index) => isBuilt[index])
    .toSorted((a, b) => compareVersions(b.version ?? "", a.version ?? ""));
}

async function hasLoader(directory: string): Promise<boolean> {
  return stat(join(directory, "loader.js")).then(
    (file) => file.isFile(),
    () => false,
  );
}

/** The version that the files were built from, as they name it themselves or as their package does. */
async function builtVersion(directory: string): Promise<string | undefined> {
  for (const path of [join(directory, "integrity.json"), join(directory, "..", "package.json")]) {
    try {
      const { version } = JSON.parse(await readFile(path, "utf8")) as { version?: unknown };
      if (typeof version === "string") return version;
    } catch {
      // Not built yet, or built without a version.
    }
  }
  return undefined;
}

/** Milliseconds for which the list of versions is believed. A version may be added while the process runs. */
const listAge = 2_000;

/** The versions in a directory, and the one at `/widget/v1/`. */
export class WidgetVersions {
  readonly #directory: string;
  readonly #pinned: string | undefined;
  #builds: Promise<WidgetBuild[]> | undefined;
  #readAt = 0;

  /** `pinned`: the version at `/widget/v1/`. Otherwise it is the youngest one that is no prerelease. */
  constructor(directory: string, pinned?: string) {
    this.#directory = directory;
    this.#pinned = pinned;
  }

  /** The youngest first. */
  list(): Promise<WidgetBuild[]> {
    const now = performance.now();
    if (this.#builds === undefined || now - this.#readAt > listAge) {
      this.#builds = findWidgetBuilds(this.#directory);
      this.#readAt = now;
    }
    return this.#builds;
  }

  async current(): Promise<WidgetBuild | undefined> {
    const builds = await this.list();
    if (this.#pinned !== undefined) return builds.find(({ version }) => version === this.#pinned);
    return builds.find(({ version }) => !version?.includes("-")) ?? builds[0];
  }
}
