import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { inRepository } from "../stack/repository.ts";

/** Where the files lie that pages of the documentation link to, besides those pages in the root itself. */
const folders = ["bff", "shared", "test", "widget"];

/** A name that leads nowhere else and hides nothing. */
const plainName = /^[\w+][\w.+-]*$/;

/** What git does not keep: installed, built, measured or secret. */
const kept = /^(?!(?:node_modules|dist|coverage|secrets|screenshots|hosts\.json|results\.json)$)/;

/** Names of sources and samples, by their ends: a key, a certificate or a log has another. */
const source =
  /(?:\.(?:md|webp|[jt]sx?|mjs|json|ya?ml|tpl|txt|css|html|svelte|vue|conf|cfg|service)|^(?:Dockerfile|Caddyfile|LICENSE))$/;

/** Whether the playground shows the file, or the folder, with this path in the repository. */
export function isShown(path: string, kind: "file" | "folder"): boolean {
  const names = path.split("/");
  const name = names.at(-1) ?? "";
  if (names.length === 1 && kind === "file") return /^[A-Z]+\.md$|^LICENSE$/.test(name);
  if (!folders.includes(names[0] ?? "")) return false;
  const above = kind === "folder" ? names : names.slice(0, -1);
  if (!above.every((one) => plainName.test(one) && kept.test(one))) return false;
  if (kind === "folder" || name === ".env.example") return true;
  return plainName.test(name) && kept.test(name) && source.test(name);
}

/** Names in a folder of the repository that are shown, folders with a `/` at their ends; undefined where there is no such folder. */
export async function listFolder(path: string): Promise<string[] | undefined> {
  if (!isShown(path, "folder")) return undefined;
  const entries = await readdir(inRepository(path), { withFileTypes: true }).catch(() => undefined);
  return entries?.filter((entry) => isShownIn(path, entry)).map(nameOf);
}

function isShownIn(path: string, entry: Dirent): boolean {
  if (entry.isSymbolicLink()) return false;
  return isShown(`${path}/${entry.name}`, entry.isDirectory() ? "folder" : "file");
}

const nameOf = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name);
