import { defineConfig } from "vite";

/** What the package holds: ES modules that share the page's own Lit, for the page's own bundler to make smaller. */
export default defineConfig({
  build: {
    outDir: "dist/npm",
    target: "es2022",
    lib: { entry: { index: "src/index.ts" }, formats: ["es"] },
    minify: false,
    license: { fileName: "licenses.md" },
    reportCompressedSize: false,
    rolldownOptions: {
      external: /^lit($|\/)/,
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
