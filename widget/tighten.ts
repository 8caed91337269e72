import { readFileSync } from "node:fs";
import { minify, type Plugin } from "vite";

/** Short names for the widget's own custom properties, in the order in which its first style sheet gives them values. */
const ownProperties = [
  ...readFileSync(new URL("src/element/osigu-preauth.styles.ts", import.meta.url), "utf8").matchAll(
    /(--_[a-z-]+):/g,
  ),
].map(([, name = ""]) => name);

function shortProperty(name: string): string {
  const place = ownProperties.indexOf(name);
  return place < 0 ? name : `--${place.toString(36)}`;
}

/** Takes out of a style sheet what only people need. */
export const tightStyles = (): Plugin => ({
  name: "tight-styles",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("/widget/src/")) return null;
    return code.replace(/css`[^`]*`/g, (sheet) =>
      sheet
        .replace(/\s+/g, " ")
        .replace(/ ?([{};,]) ?/g, "$1")
        .replace(/: /g, ":")
        .replaceAll(";}", "}")
        .replace(/([ (,:])0\./g, "$1.")
        .replace(/--_[a-z-]+/g, shortProperty),
    );
  },
});

/**
 * Takes the line breaks out of templates. After minification no other line breaks are left: each
 * stands inside a template literal, where a browser would see at most a space.
 */
export const tightTemplates = (): Plugin => ({
  name: "tight-templates",
  enforce: "post",
  async generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const minified = await minify(chunk.fileName, chunk.code, { module: true, mangle: { toplevel: true } });
      chunk.code = minified.code
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .replace(/(.?)\s*\n\s*(?=(.?))/g, (_all, before: string, after: string) =>
          before === "`" || after === "`" || (before === ">" && after === "<") ? before : `${before} `,
        );
    }
  },
});
