import { execFileSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * The package's types as one file that stands alone: what the compiler says of the entry, and of the few modules that
 * its types are in. A type that needs anything else is a mistake, and stops the build. Beside it, those of each
 * framework, which import it.
 */
const here = dirname(fileURLToPath(import.meta.url));
const made = join(here, "dist/declarations");
const bin = join(here, "../node_modules/.bin/tsc");
execFileSync(bin, ["-p", join(here, "tsconfig.npm.json")], { stdio: "inherit" });

const statement = /^(?:import|export) (?:type )?(?:\*|\{[^}]*\})(?: as \w+)? from "([^"]+)";\n/gm;
/** Only the entry gives values; of the others, a page has the types. */
const value = /(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export declare (?:function|const) [^;]+;\n/g;
const seen: string[] = [];
const whole = collect(join(made, "widget/src/index.d.ts")).replace(/^import "[^"]+";\n/gm, "");
writeFileSync(join(here, "dist/npm/index.d.ts"), `${whole.trim()}\n`);
for (const file of globSync("widget/src/frameworks/*.d.ts", { cwd: made })) {
  const text = readFileSync(join(made, file), "utf8").replaceAll('"../index.ts"', '"./index.js"');
  if (/"\.\.?\/(?!index\.js")/.test(text)) throw new Error(`${file} may import types of the entry alone.`);
  writeFileSync(join(here, "dist/npm", basename(file)), text);
}
rmSync(made, { recursive: true });

/** A module's declarations after those of the modules that it has types from. */
function collect(path: string): string {
  if (seen.includes(path)) return "";
  seen.push(path);
  const text = readFileSync(path, "utf8");
  const before: string[] = [];
  for (const [, from = ""] of text.matchAll(statement)) {
    if (!from.startsWith(".")) throw new Error(`The package's types would need ${from} (in ${path}).`);
    before.push(collect(join(dirname(path), from.replace(/\.ts$/, ".d.ts"))));
  }
  const own = text.replace(statement, "");
  if (path.endsWith("/index.d.ts")) return `${before.join("")}${own}\n`;
  return `${before.join("")}${own.replace(value, "").replace(/^export default \w+;\n/gm, "")}\n`;
}
