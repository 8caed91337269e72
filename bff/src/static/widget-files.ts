import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { ProblemError } from "../problem/problem-error.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Each encoding with the ending of its file, the best first. */
const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

const immutable = "public, max-age=31536000, immutable";
/** The moving address: five minutes, and a day's grace while it is fetched anew. */
const moving = "public, max-age=300, stale-while-revalidate=86400";

/** One or two plain names; no dot segment, no hidden file, no source map fits. */
const plainFile = /^(?:[A-Za-z0-9_-]+\/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:js|css|json|svg|woff2)$/;

/**
 * The widget's built files, for any page to load: `v1/…` moves, `<version>/…` never changes, and chunks carry a
 * hash in their names either way.
 */
export function widgetFiles(directory: string): (rest: string, call: Call) => Promise<Answer> {
  const known = knownVersion(directory);
  return async (rest, call) => {
    const slash = rest.indexOf("/");
    const version = rest.slice(0, slash);
    const file = rest.slice(slash + 1);
    if (slash < 1 || !plainFile.test(file)) throw new ProblemError("not_found");
    const exact = version === (await known);
    if (!exact && version !== "v1") throw new ProblemError("not_found");
    return answerWith(directory, file, exact || file.startsWith("chunks/") ? immutable : moving, call);
  };
}

async function answerWith(directory: string, file: string, caching: string, call: Call): Promise<Answer> {
  const type = types[extname(file)] ?? "application/octet-stream";
  const accepted = String(call.req.headers["accept-encoding"] ?? "");
  for (const [encoding, ending] of [...encodings, [undefined, ""] as const]) {
    if (encoding !== undefined && !new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\b)`).test(accepted))
      continue;
    const found = await read(join(directory, file + ending));
    if (found === undefined) continue;
    const tag = `"${found.tag}${encoding ?? ""}"`;
    const headers = [
      "Cache-Control",
      caching,
      "ETag",
      tag,
      "Vary",
      "Accept-Encoding",
      "Cross-Origin-Resource-Policy",
      "cross-origin",
      "Access-Control-Allow-Origin",
      "*",
    ];
    call.readableBy = undefined;
    if (call.req.headers["if-none-match"] === tag) return { status: 304, headers, open: true };
    if (encoding !== undefined) headers.push("Content-Encoding", encoding);
    return { status: 200, type, body: found.bytes, headers, open: true };
  }
  throw new ProblemError("not_found");
}

async function read(path: string): Promise<{ bytes: Buffer; tag: string } | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { bytes: await readFile(path), tag: `${Math.floor(mtimeMs).toString(36)}-${size.toString(36)}` };
  } catch {
    return undefined;
  }
}

/** The version that the files were built from: their own word, or their package's. */
async function knownVersion(directory: string): Promise<string | undefined> {
  for (const path of [join(directory, "integrity.json"), join(directory, "..", "package.json")]) {
    try {
      const { version } = JSON.parse(await readFile(path, "utf8")) as { version?: unknown };
      if (typeof version === "string") return version;
    } catch {
      // Not built yet, or built without saying.
    }
  }
  return undefined;
}
