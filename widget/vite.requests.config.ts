import { defineConfig } from "vite";

/** The list of requests: one module under a name without a hash, which stands alone. A page may have it without a form. */
export default defineConfig({
  base: "./",
  build: {
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: { requests: "src/requests-cdn-entry.ts" }, formats: ["es"] },
    minify: "oxc",
    reportCompressedSize: false,
    rolldownOptions: {
      // Chunks may import the entry: the list is one file and one round trip.
      preserveEntrySignatures: "allow-extension",
      output: {
        minify: true,
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/requests-[name]-[hash:6].js",
        codeSplitting: { groups: [{ name: "requests", tags: ["$initial"] }] },
      },
    },
  },
});
