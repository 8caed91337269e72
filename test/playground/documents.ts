import { readFile } from "node:fs/promises";
import { Marked } from "marked";
import { inRepository } from "../stack/repository.ts";
import { isShown, listFolder } from "./repository-files.ts";

/** The repository's documentation as pages of the playground: each file keeps its path, so that relative links lead on. */
export type DocumentationFile = { type: string; body: string | Buffer };

const markdown = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    table(token) {
      const head = token.header.map((cell) => `<th>${this.parser.parseInline(cell.tokens)}</th>`).join("");
      const rows = token.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${this.parser.parseInline(cell.tokens)}</td>`).join("")}</tr>`,
      );
      return `<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>\n`;
    },
  },
});

/**
 * A page of the documentation, or what one links to, by its path in the repository: sources as text, a folder as the
 * list of what is in it. Undefined for any other path.
 */
export async function readDocumentation(path: string): Promise<DocumentationFile | undefined> {
  const name = path.replace(/\/$/, "");
  const names = await listFolder(name);
  if (names) return htmlFile(await pageOf(name, listOf(name, names)));
  const content = isShown(name, "file") && (await readFile(inRepository(name)).catch(() => undefined));
  if (!content) return undefined;
  if (name.endsWith(".md")) return htmlFile(await pageOf(name, content.toString()));
  if (name.endsWith(".webp")) return { type: "image/webp", body: content };
  return { type: "text/plain; charset=utf-8", body: content };
}

const htmlFile = (body: string): DocumentationFile => ({ type: "text/html; charset=utf-8", body });

/** What is in a folder, in Markdown. */
const listOf = (folder: string, names: string[]) =>
  [`# ${folder}`, "", ...names.map((name) => `- [${name}](/docs/${folder}/${name})`)].join("\n");

async function pageOf(name: string, text: string): Promise<string> {
  const frame = await readFile(new URL("./page/document.html", import.meta.url), "utf8");
  const [, title = name] = /^# (.+)$/m.exec(text) ?? [];
  // What scrolls sideways can be reached with the keyboard.
  const content = (await markdown.parse(text)).replaceAll("<pre>", '<pre tabindex="0">');
  return frame.replaceAll("{{title}}", () => title).replace("{{content}}", () => content);
}

/** The anchor that GitHub makes of a heading. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}
