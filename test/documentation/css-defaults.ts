import { globSync, readFileSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";

/** What each CSS variable is when the page does not set it, from the widget's style sheets. */
export function cssDefaults(): Record<string, string> {
  const sheets = globSync("widget/src/**/*.styles.ts", { cwd: inRepository(".") })
    .map((file) => readFileSync(inRepository(file), "utf8"))
    .join("\n");
  const uses = sheets.matchAll(/var\((--osigu-[a-z-]+), (light-dark\(([^,]+), ([^)]+)\)|[^$()]+)\)/g);
  const defaults = [...uses].map(([, name = "", value = "", light, dark]) => [
    name,
    light ? `\`${light}\`, dark \`${dark}\`` : `\`${value}\``,
  ]);
  return {
    "--osigu-color-primary-fg": "black or white, whichever can be read",
    ...Object.fromEntries(defaults),
    "--osigu-font-family": "the page's",
  };
}
