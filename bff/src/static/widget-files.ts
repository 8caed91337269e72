import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A content coding, with the extension of the files that were compressed with it. */
const codings = { br: ".br", gzip: ".gz", identity: "" } as const;
export type Coding = keyof typeof codings;

const immutable = "public, max-age=31536000, immutable";
/** For an address whose file changes: five minutes, and a day in which it is served while it is fetched anew. */
const changing = "public, max-age=300, stale-while-revalidate=86400";

/** One or two plain names: no dot segment, no hidden file, no source map. */
const plainFile = /^(?:[A-Za-z0-9_-]+\/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:js|css|json|svg|woff2)$/;

/** A file as it is served. */
export type WidgetFile = {
  bytes: Buffer;
  type: string;
  coding: Coding;
  etag: string;
  cacheControl: string;
};

/** Finds a file by its path below `/widget/`; `accepts` says which codings the client takes. */
export type WidgetFiles = (
  path: string,
  accepts: (coding: Coding) => boolean,
) => Promise<WidgetFile | undefined>;

/**
 * The widget's built files: those under `v1/` change, those under `<version>/` never do. Chunks have a hash in their
 * names and never change in either place.
 */
export function widgetFiles(directory: string): WidgetFiles {
  const built = builtVersion(directory);
  return async (path, accepts) => {
    const slash = path.indexOf("/");
    const version = path.slice(0, slash);
    const file = path.slice(slash + 1);
    if (slash < 1 || !plainFile.test(file)) return undefined;
    const isExact = version === (await built);
    if (!isExact && version !== "v1") return undefined;
    const cacheControl = isExact || file.startsWith("chunks/") ? immutable : changing;
    return readCoded(join(directory, file), cacheControl, accepts);
  };
}

/** The file in the first coding that both sides have. */
async function readCoded(
  path: string,
  cacheControl: string,
  accepts: (coding: Coding) => boolean,
): Promise<WidgetFile | undefined> {
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
