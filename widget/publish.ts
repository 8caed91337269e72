import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/*
 * The last step of the build: the compressed forms of every script that the BFF serves, and `integrity.json` with
 * the version and the SRI hash of each.
 */
const dist = join(import.meta.dirname, "dist");
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8"));

const files: Record<string, string> = {};
for (const file of globSync("{*.js,chunks/*.js}", { cwd: dist }).sort()) {
  const content = readFileSync(join(dist, file));
  files[file] = `sha384-${createHash("sha384").update(content).digest("base64")}`;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(join(dist, `${file}.br`), brotliCompressSync(content, best));
  writeFileSync(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
}
writeFileSync(join(dist, "integrity.json"), `${JSON.stringify({ version, files }, null, 2)}\n`);
