import { declarationOf } from "./declarations.ts";

const source = "widget/src/problem/problem.ts";

/** The codes that only a browser can know, each with its meaning, from the type's own documentation. */
export function browserProblems(): [code: string, meaning: string][] {
  const declaration = declarationOf(source, "ClientProblemCode");
  const codes = [...declaration.matchAll(/\| "(\w+)"/g)].map(([, code]) => code ?? "");
  return codes.map((code) => [code, meaningOf(code, declaration)]);
}

/** From the code in backticks, followed by a colon, to the next one. */
function meaningOf(code: string, declaration: string): string {
  const comment = declaration.slice(0, declaration.indexOf("*/")).replaceAll(/\n \*/g, "");
  const [, meaning = ""] = new RegExp(`\`${code}\`: (.*?\\.)(?= \`\\w+\`:|\\s*$)`).exec(comment) ?? [];
  if (!meaning) throw new Error(`${source} does not say what ${code} means.`);
  return meaning.charAt(0).toUpperCase() + meaning.slice(1);
}
