import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A node, and the nodes that it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** `import … from`, `export … from`, `import "…"` and `import("…")`, in code and in types. */
const relativeImport = /\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g;

/** The relative specifiers that a source imports, those of types and `import()` included. */
export function importsIn(source: string): string[] {
  return [...source.matchAll(relativeImport)].map(([, specifier]) => specifier as string);
}

/** The sources in a folder and what they import of each other, by their paths in it. Tests are left out. */
export function readImports(folder: string): Graph {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const imported = importsIn(readFileSync(join(folder, file), "utf8"))
        .map((specifier) => normalize(join(dirname(file), specifier)).replaceAll("\\", "/"))
        .filter((target) => known.has(target));
      return [file, new Set(imported)];
    }),
  );
}

/** The top-level folder of a file; a file that is in none stands for itself. */
export function folderOf(file: string): string {
  return file.split("/", 1)[0] as string;
}

/** The folders of a graph of files, and what they import of each other. */
export function foldersOf(files: Graph): Graph {
  const folders = new Map<string, Set<string>>();
  for (const [file, imported] of files) {
    const from = folderOf(file);
    const to = folders.get(from) ?? new Set();
    folders.set(from, to);
    for (const target of imported) if (folderOf(target) !== from) to.add(folderOf(target));
  }
  return folders;
}

/** Each group of nodes that import each other in a circle: the strongly connected components of several nodes. */
export function cyclesIn(graph: Graph): string[][] {
  const cycles: string[][] = [];
  const grouped = new Set<string>();
  const reachable = new Map([...graph.keys()].map((node) => [node, reachableFrom(node, graph)]));
  for (const [node, reached] of reachable) {
    if (grouped.has(node) || !reached.has(node)) continue;
    const cycle = [...reached].filter((other) => reachable.get(other)?.has(node));
    for (const member of cycle) grouped.add(member);
    cycles.push(cycle.sort());
  }
  return cycles;
}

function reachableFrom(start: string, graph: Graph): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of graph.get(node) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
