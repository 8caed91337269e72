import { defineConfig } from "vite";

/** The widget's script and its chunks, as the BFF serves them under `/widget/`. The loader is built after it. */
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    // A library: Vite adds no code that preloads style sheets.
    lib: { entry: { script: "src/cdn-entry.ts", requests: "src/requests-cdn-entry.ts" }, formats: ["es"] },
    minify: "oxc",
    manifest: true,
    // For the bill of materials of the server's package.
    license: { fileName: ".vite/licenses.json" },
    reportCompressedSize: false,
    rolldownOptions: {
      // Chunks may import the entry: the first screen is one file and one round trip.
      preserveEntrySignatures: "allow-extension",
      // A lazy file would import the one that loads it, for a module that only the two of them share.
      experimental: { chunkOptimization: { avoidRedundantChunkLoads: false } },
      output: {
        // Vite leaves the white space and the annotations of a library in place. Nobody bundles these files again.
        minify: true,
        comments: { annotation: false },
        // A page names the script of the list of requests itself.
        entryFileNames: ({ name }) => (name === "requests" ? "requests.js" : "chunks/[name]-[hash:6].js"),
        chunkFileNames: "chunks/[name]-[hash:6].js",
        codeSplitting: {
          groups: [
            // All that the entry imports statically. The list has what loads it in a file of its own.
            {
              name: "script",
              tags: ["$initial"],
              test: (id) => !/(requests-cdn-entry|load-list)\.ts$/.test(id),
            },
            // A saved flow and a request that the page names are restored alike.
            {
              name: "restored",
              test: /[\\/]src[\\/]flow[\\/]reducers[\\/]resume\.ts/,
              includeDependenciesRecursively: false,
            },
            // What lazy modules share. None of them imports another one, so that each can be requested again alone.
            { name: "shared", minShareCount: 2 },
          ],
        },
      },
    },
  },
});
