import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, minify, type Plugin, transformWithOxc } from "vite";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Writes the loader (which names the script's hashed file), and for each file its hash and its compressed forms. */
const loaderAndHashes = (): Plugin => ({
  name: "loader-and-hashes",
  enforce: "post",
  async generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
    const script = chunks.find((chunk) => chunk.isEntry);
    if (!script) throw new Error("The build made no script for the loader to load.");
    // What other files import, a file must not be imported before: see src/lazy/prefetch.ts.
    const leanedOn = new Set(chunks.flatMap(({ imports }) => imports));
    leanedOn.delete(script.fileName);
    script.code = script.code.replace(
      "LEANED_ON",
      JSON.stringify([...leanedOn].map((name) => name.replace("chunks/", ""))),
    );
    const source = readFileSync(new URL("src/loader/loader.ts", import.meta.url), "utf8");
    const plain = await transformWithOxc(source.replace("declare const SCRIPT: string;", ""), "loader.ts", {
      define: { SCRIPT: JSON.stringify(script.fileName) },
    });
    const loader = await minify("loader.js", `(()=>{${plain.code}})()`, {
      mangle: { toplevel: true },
      compress: true,
    });
    this.emitFile({ type: "asset", fileName: "loader.js", source: loader.code });
    const files = new Map<string, string | Uint8Array>([["loader.js", loader.code]]);
    for (const file of Object.values(bundle))
      files.set(file.fileName, file.type === "chunk" ? file.code : file.source);
    const integrity: Record<string, string> = {};
    for (const [fileName, content] of files) {
      const bytes = Buffer.from(content);
      integrity[fileName] = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      this.emitFile({
        type: "asset",
        fileName: `${fileName}.br`,
        source: brotliCompressSync(bytes, quality),
      });
      this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
    }
    const published = `${JSON.stringify({ version, files: integrity }, null, 2)}\n`;
    this.emitFile({ type: "asset", fileName: "integrity.json", source: published });
  },
});

/** What the BFF serves under `/widget/`: the loader, the script and its chunks, all with hashed names but the loader. */
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    // A library: without the preloading of stylesheets that Vite adds to applications.
    lib: { entry: { script: "src/cdn-entry.ts" }, formats: ["es"] },
    minify: "oxc",
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What the first screen and later steps both need stays in the script: one file, one round trip.
      preserveEntrySignatures: "allow-extension",
      output: {
        entryFileNames: "chunks/[name]-[hash:6].js",
        chunkFileNames: "chunks/[name]-[hash:6].js",
      },
    },
  },
  plugins: [loaderAndHashes()],
});
