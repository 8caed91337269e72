import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The links of a page that lead to no file below a folder, or to no heading of it. `page`: its path in the folder. */
export function deadLinks(folder: string, page: string): string[] {
  const text = (path: string) => readFileSync(join(folder, path), "utf8");
  return linksOf(text(page)).filter((link) => {
    const [path = "", heading] = link.split("#");
    const target = path === "" ? page : join(dirname(page), path);
    if (target.startsWith("..") || !existsSync(join(folder, target))) return true;
    return heading !== undefined && !headingsOf(text(target)).includes(heading);
  });
}

/** Targets of links and images that are no address of the web. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  const links = [
    ...prose.matchAll(/\]\(([^)\s]+)\)/g),
    ...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ];
  return links.map(([, target]) => target ?? "").filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub makes of a page's headings. */
function headingsOf(text: string): string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) => title ?? "");
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

/** A page without its blocks of code. */
export function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}

/** A page's prose: in code nothing is a link. */
function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/`[^`\n]*`/g, "");
}
