import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/*
 * Where Node starts. What it makes of the TypeScript is kept beside the packages, so that the next start needs
 * neither the time nor the 26 MB of making it again; this file is JavaScript for the same reason. Where that place
 * cannot be written nothing is kept.
 */
enableCompileCache(fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url)));
await import("./src/main.ts");
