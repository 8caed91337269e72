import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const entry = fileURLToPath(new URL("src/index.ts", import.meta.url));

/** The package's React component. It imports the package's own entry, which registers the element. */
export default defineConfig({
  build: {
    outDir: "dist/npm",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: { react: "src/frameworks/react.ts" }, formats: ["es"] },
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: ["react", entry],
      output: {
        paths: { [entry]: "./index.js" },
        entryFileNames: "[name].js",
        // React Server Components may import the component.
        banner: '"use client";',
      },
    },
  },
});
