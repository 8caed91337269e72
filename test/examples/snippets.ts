import { globSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { inRepository } from "../stack/repository.ts";

/*
 * `node test/examples/snippets.ts`: writes the examples into the documentation. In a page,
 *
 *     <!-- snippet: test/examples/react-19/src/App.tsx#embed -->
 *
 * stands before a code block, whose text is replaced by the part of that file between `#region embed` and
 * `#endregion`. Without `#embed` it is the whole file, without the lines of its regions.
 */

const marker = /^<!-- snippet: ([^\s#]+)(?:#([\w-]+))? -->\n+```(\w*)\n[\s\S]*?^```$/gm;
const regionLine = /^.*#(?:region|endregion)\b.*\n?/gm;

/** Languages of code blocks by a file's extension, where they differ. */
const languages: Record<string, string> = { cjs: "js", mjs: "js", yml: "yaml" };

/** Every page of the documentation, from the repository's top. */
export const pages = globSync("**/*.md", {
  cwd: inRepository("."),
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
});

/**
 * A page with its snippets as their sources have them.
 *
 * @throws Error when a source or a region of it does not exist.
 */
export function withSnippets(text: string): string {
  return text.replace(marker, (_block, path: string, region: string | undefined) => {
    const extension = extname(path).slice(1);
    const name = region ? `${path}#${region}` : path;
    const code = snippet(readFileSync(inRepository(path), "utf8"), region);
    if (code === undefined) throw new Error(`There is no region ${region} in ${path}.`);
    return `<!-- snippet: ${name} -->\n\n\`\`\`${languages[extension] ?? extension}\n${code}\n\`\`\``;
  });
}

/** A region of a source, or all of it, indented as if it stood alone. Undefined where there is no such region. */
export function snippet(source: string, region: string | undefined): string | undefined {
  const start = new RegExp(`^.*#region ${region}\\b.*\\n`, "m").exec(source);
  if (region && !start) return undefined;
  const from = start ? start.index + start[0].length : 0;
  const [part = ""] = region ? source.slice(from).split(/^.*#endregion\b.*$/m) : [source];
  const lines = part.replace(regionLine, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines
    .map((line) => line.slice(indent))
    .join("\n")
    .trim();
}

if (import.meta.main) {
  for (const page of pages) {
    const text = readFileSync(inRepository(page), "utf8");
    const updated = withSnippets(text);
    if (updated === text) continue;
    writeFileSync(inRepository(page), updated);
    console.log(`Updated ${page}.`);
  }
}
