import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** A file of the page that shows the API, as it is served. */
export type DocsFile = { type: string; plain: Buffer; gzipped: Buffer };

/** Files by their path at this server: the page itself, and those of Swagger UI that it loads. */
const sources: Readonly<Record<string, { type: string; address: string }>> = {
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

/** Finds a file below `/docs/`; the page itself has no name. */
export type DocsFiles = (name: string) => Promise<DocsFile | undefined>;

/** The files of the page, each read and compressed when it is asked for first. */
export function docsFiles(): DocsFiles {
  const files = new Map<string, Promise<DocsFile>>();
  return async (name) => {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) return undefined;
    const file = files.get(name) ?? read(source);
    files.set(name, file);
    return file;
  };
}

const compress = promisify(gzip);

async function read({ type, address }: { type: string; address: string }): Promise<DocsFile> {
  const plain = await readFile(new URL(address));
  return { type, plain, gzipped: await compress(plain) };
}
