import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Coding, ServedFile, ServedFiles } from "./served-file.ts";

/** Files by their path at this server: the page itself, and those of Swagger UI that it loads. */
const sources: Readonly<Record<string, Source>> = {
  "": { type: "text/html; charset=utf-8", address: import.meta.resolve("./docs-page.html") },
  "docs-page.js": {
    type: "text/javascript; charset=utf-8",
    address: import.meta.resolve("./docs-page.js"),
  },
  "swagger-ui-bundle.js": {
    type: "text/javascript; charset=utf-8",
    address: import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
  },
  "swagger-ui.css": {
    type: "text/css; charset=utf-8",
    address: import.meta.resolve("swagger-ui-dist/swagger-ui.css"),
  },
  "favicon-32x32.png": {
    type: "image/png",
    address: import.meta.resolve("swagger-ui-dist/favicon-32x32.png"),
  },
};

/** A file as it is, and compressed. */
type Codings = { plain: ServedFile; gzipped: ServedFile };

/**
 * The files of the page below `/docs/`, each read and compressed when it is asked for first, and again when that failed.
 * The page has no name.
 */
export function docsFiles(readSource: (address: URL) => Promise<Buffer> = readFile): ServedFiles {
  const files = new Map<string, Promise<Codings>>();
  return async (name, accepts) => {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) return undefined;
    const file = files.get(name) ?? read(source, readSource);
    files.set(name, file);
    try {
      const { plain, gzipped } = await file;
      return accepts("gzip") ? gzipped : plain;
    } catch (thrown) {
      files.delete(name);
      throw thrown;
    }
  };
}

const compress = promisify(gzip);

type Source = { type: string; address: string };

async function read(
  { type, address }: Source,
  readSource: (address: URL) => Promise<Buffer>,
): Promise<Codings> {
  const plain = await readSource(new URL(address));
  return {
    plain: served(plain, type, "identity"),
    gzipped: served(await compress(plain), type, "gzip"),
  };
}

function served(bytes: Buffer, type: string, coding: Coding): ServedFile {
  const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  return { bytes, type, coding, etag, cacheControl: "no-cache" };
}
