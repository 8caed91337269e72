import { readFile } from "node:fs/promises";

const folder = new URL("./page/", import.meta.url);

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** The two pages, by the path that a person sees. */
const pages: Record<string, string> = { "": "index.html", clinic: "clinic.html" };

/** The media type of a file of the page, by its name. */
export function typeOf(name: string): string {
  return types[fileOf(name).split(".").at(-1) ?? ""] ?? "text/plain";
}

/** The text of a file of the page, or of a folder in it; undefined for any other path. */
export async function readPage(name: string): Promise<string | undefined> {
  const file = fileOf(name);
  const [, type = ""] = /^(?:[a-z]+\/)?[A-Za-z-]+\.([a-z]+)$/.exec(file) ?? [];
  if (!types[type]) return undefined;
  return readFile(new URL(file, folder), "utf8").catch(() => undefined);
}

const fileOf = (name: string) => pages[name] ?? name;
