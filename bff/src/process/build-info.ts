import { readFileSync } from "node:fs";

/** What this server was made from. */
export type BuildInfo = {
  /** Semantic version of the server. */
  version: string;
  /** The commit of a package that `pnpm package` made; `development` in a checkout. */
  revision: string;
};

/** `build.json` of a package, or the manifest of a checkout. */
export function readBuildInfo(): BuildInfo {
  return {
    version: textOf("../../build.json", "version") ?? textOf("../../package.json", "version") ?? "unknown",
    revision: textOf("../../build.json", "revision") ?? "development",
  };
}

/** The line of `--version`: server, commit, Node. */
export const buildLine = ({ version, revision }: BuildInfo): string =>
  `preauth-bff ${version} (${revision}) on Node ${process.versions.node}`;

function textOf(path: string, key: string): string | undefined {
  try {
    const value = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"))[key];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
