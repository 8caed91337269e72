import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

const here = import.meta.dirname;
/** What of the documentation is in the package. */
const pages = ["README.md", "CHANGELOG.md", ...globSync("docs/*.md", { cwd: here }).sort()];

/**
 * Copies the documentation into the package. What a link of it leads to outside of the package is in the repository:
 * it leads there where a workflow publishes, which alone knows the repository, and elsewhere only its words stay.
 */
export function copyDocumentation(target: string, repository: string | undefined, version: string): void {
  cpSync(join(here, "docs"), join(target, "docs"), {
    recursive: true,
    filter: (path) => !path.includes("images"),
  });
  const source = repository && `https://github.com/${repository}/blob/v${version}`;
  for (const page of pages) {
    writeFileSync(join(target, page), withLinks(page, readFileSync(join(here, page), "utf8"), source));
  }
}

/** The text of a page with links that lead somewhere. `source`: the address of the repository's files. */
export function withLinks(page: string, text: string, source: string | undefined): string {
  return text.replace(/\[((?:[^[\]`]|`[^`]*`)+)\]\(([^)\s]+)\)/g, (link, words: string, to: string) => {
    const [path = "", heading] = to.split("#");
    const file = posix.join(dirname(page), path);
    if (/^[a-z]+:/.test(to) || path === "" || pages.includes(file)) return link;
    if (!source) return words;
    return `[${words}](${source}/${posix.join("widget", file)}${heading ? `#${heading}` : ""})`;
  });
}
