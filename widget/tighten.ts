import { minify, type Plugin } from "vite";

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
        .replace(/([ (,:])0\./g, "$1."),
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
