import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, minify, type Plugin, transformWithOxc } from "vite";
import { tightStyles, tightTemplates } from "./tighten.ts";

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
    // What other files import, a file must not be imported before: see src/loading/fetch-first.ts.
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

/** Modules of the first screen, by path. */
const firstScreen =
  /rolldown.runtime|node_modules(?!.*directive)|src\/(script|element|loading|client\/(client|problem)|conductor\/(conductor|perform|perform-search)\.|fields\/field\.|flow\/(advance|becomes|flow|search-questions|searching)|locales\/load|steps\/(messages|step|search-beneficiary\/(search|field-view)))/;

/*
 * What every run through to a code loads after the first screen, in few files: rules and calls, the request, the
 * documents. Fewer files compress better. What only some runs need (a code, a photo, a rare field) stays by itself.
 */
const laterRules =
  /src\/(later|flow|conductor)\/(?!verifying\.|resuming|perform-codes|perform-decision|deciding|documenting|sending|file-|perform-files|timers)|every-problem|search-beneficiary\/(?!every|small|written|choice|pickers)|fields\/rich|combobox\.styles/;
const requestStep =
  /select-products|outcome\/(outcome|qr)|perform-decision|flow\/deciding|fields\/combobox\.ts|client\/catalogue/;
const documentsStep =
  /capture-indication\/(?!photo)|review-and-submit|flow\/(documenting|sending|file-)|perform-files|timers|client\/upload|text\/(bytes|file-state|dates)/;

/** What the BFF serves under `/widget/`: the loader, the script and its chunks, all with hashed names but the loader. */
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    // A library: without the preloading of stylesheets that Vite adds to applications.
    lib: { entry: { script: "src/script.ts" }, formats: ["es"] },
    minify: "oxc",
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What the first screen and later steps both need stays in the script: one file, one round trip.
      preserveEntrySignatures: "allow-extension",
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "script", test: firstScreen, priority: 3 },
            { name: "request", test: requestStep, priority: 2 },
            { name: "documents", test: documentsStep, priority: 2 },
            { name: "later", test: laterRules, priority: 1 },
          ],
        },
        entryFileNames: "chunks/[name]-[hash:6].js",
        chunkFileNames: "chunks/[name]-[hash:6].js",
      },
    },
  },
  plugins: [tightStyles(), tightTemplates(), loaderAndHashes()],
});
