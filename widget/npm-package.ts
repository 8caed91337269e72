import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyDocumentation } from "./npm-documentation.ts";

/*
 * The last step of the package's build: `dist/npm` becomes the package itself, with a manifest that holds nothing of
 * this workspace, so that `npm pack` and `npm publish` of that folder need nothing else.
 */
const here = import.meta.dirname;
const target = join(here, "dist/npm");

const { files, scripts, devDependencies, publishConfig, ...manifest } = JSON.parse(
  readFileSync(join(here, "package.json"), "utf8"),
);
manifest.sideEffects = manifest.sideEffects.filter((file: string) => file.startsWith("./dist/npm/"));
const fromPackage = JSON.stringify(manifest, null, 2).replaceAll("./dist/npm/", "./");
writeFileSync(join(target, "package.json"), `${fromPackage}\n`);
copyDocumentation(target, process.env.GITHUB_REPOSITORY, manifest.version);
copyFileSync(join(here, "../LICENSE"), join(target, "LICENSE"));
