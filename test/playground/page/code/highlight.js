import { create } from "../site.js";

/** What stands out in code of any of these languages: comments, texts, tags, words, names before a value. */
const tokens =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/ .*)|(?<text>"[^"\n]*"|'[^'\n]*')|(?<tag><\/?[a-z][\w-]*|\/?>)|(?<word>\b(?:import|from|export|async|await|function|const|let|return|class|readonly|new)\b)|(?<name>--[\w-]+|\b[\w-]+(?==|: ))/g;

/**
 * Code in nodes, each token with its kind as its class.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function highlight(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const [kind = ""] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    nodes.push(text.slice(end, match.index), create("span", { class: kind }, match[0]));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}
