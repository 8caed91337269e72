import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Coding, ServedFile, ServedFiles } from "./served-file.ts";
import { type WidgetBuild, WidgetVersions } from "./widget-versions.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A content coding, with the extension of the files that were compressed with it. */
const codings = { br: ".br", gzip: ".gz", identity: "" } as const satisfies Record<Coding, string>;

const immutable = "public, max-age=31536000, immutable";
/** For an address whose file changes: five minutes, and a day in which it is served while it is fetched anew. */
const changing = "public, max-age=300, stale-while-revalidate=86400";

/** One or two plain names: no dot segment, no hidden file, no source map. */
const plainFile = /^(?:[A-Za-z0-9_-]+\/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:js|css|json|svg|woff2)$/;

/**
 * The widget's built files: those under `v1/` change, those under `<version>/` never do. Chunks have a hash in their
 * names and never change in either place. Paths are those below `/widget/`. Under `v1/` the chunks of every version are found: a page whose loader came
 * from a cache, or before an upgrade, asks for those of an earlier one.
 */
export function widgetFiles(directory: string, versions = new WidgetVersions(directory)): ServedFiles {
  return async (path, accepts) => {
    const slash = path.indexOf("/");
    const version = path.slice(0, slash);
    const file = path.slice(slash + 1);
    if (slash < 1 || !plainFile.test(file)) return undefined;
    const isChunk = file.startsWith("chunks/");
    const cacheControl = version !== "v1" || isChunk ? immutable : changing;
    for (const build of await buildsFor(versions, version, isChunk)) {
      const found = await readCoded(join(build.directory, file), cacheControl, accepts);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The builds in which a file may be, in the order in which they are tried. */
async function buildsFor(
  versions: WidgetVersions,
  version: string,
  isChunk: boolean,
): Promise<WidgetBuild[]> {
  const builds = await versions.list();
  if (version !== "v1") return builds.filter((build) => build.version === version);
  const current = await versions.current();
  const first = current === undefined ? [] : [current];
  return isChunk ? [...first, ...builds] : first;
}

/** The file in the first coding that both sides have. */
async function readCoded(
  path: string,
  cacheControl: string,
  accepts: (coding: Coding) => boolean,
): Promise<ServedFile | undefined> {
  const type = types[extname(path)] ?? "application/octet-stream";
  for (const [coding, extension] of Object.entries(codings) as [Coding, string][]) {
    const found = coding === "identity" || accepts(coding) ? await read(path + extension) : undefined;
    if (found === undefined) continue;
    const etag = `"${found.tag}${coding === "identity" ? "" : coding}"`;
    return { bytes: found.bytes, type, coding, etag, cacheControl };
  }
  return undefined;
}

async function read(path: string): Promise<{ bytes: Buffer; tag: string } | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { bytes: await readFile(path), tag: `${Math.floor(mtimeMs).toString(36)}-${size.toString(36)}` };
  } catch {
    return undefined;
  }
}
