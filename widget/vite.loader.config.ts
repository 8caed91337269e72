import { readFileSync } from "node:fs";
import { defineConfig, type Manifest } from "vite";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const manifest: Manifest = read("dist/.vite/manifest.json");
const { version }: { version: string } = read("package.json");

/** Path of the file that a module was built into, relative to the loader. */
function fileOf(module: string): string {
  const file = manifest[module]?.file;
  if (!file) throw new Error(`The build has no file for ${module}. Run vite build first.`);
  return file;
}

/** The loader: one classic script under a name without a hash, which knows the hashed names of the others. */
export default defineConfig({
  define: {
    SCRIPT: JSON.stringify(fileOf("src/cdn-entry.ts")),
    LANGUAGES: JSON.stringify({
      en: fileOf("src/i18n/en/first-screen.ts"),
      es: fileOf("src/i18n/es/first-screen.ts"),
      pt: fileOf("src/i18n/pt-BR/first-screen.ts"),
    }),
    VERSION: JSON.stringify(version),
  },
  build: {
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/loader/loader.ts", formats: ["iife"], name: "loader", fileName: () => "loader.js" },
    minify: "oxc",
    reportCompressedSize: false,
  },
});
