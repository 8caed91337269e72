import { readFile } from "node:fs/promises";
import { Marked } from "marked";
import { inRepository } from "../stack/repository.ts";

/** The repository's documentation as pages of the playground: each file keeps its path, so that relative links lead on. */
export type DocumentationFile = { type: string; body: string | Buffer };

/** Files that the pages of the documentation link to; sources are shown as text. */
const path = /^(?!.*(?:node_modules|\.\.))[\w-]+(?:[\w./-]*)\.(md|webp|ts)$/;

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

/** A file of the documentation by its path in the repository; undefined for any other. */
export async function readDocumentation(name: string): Promise<DocumentationFile | undefined> {
  const [, type] = path.exec(name) ?? [];
  const content = type && (await readFile(inRepository(name)).catch(() => undefined));
  if (!content) return undefined;
  if (type === "webp") return { type: "image/webp", body: content };
  if (type === "ts") return { type: "text/plain; charset=utf-8", body: content };
  return { type: "text/html; charset=utf-8", body: await pageOf(name, content.toString()) };
}

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
