import en from "./words/en.js";
import es from "./words/es.js";
import pt from "./words/pt-BR.js";

/** @import { Words } from "./words/en.js" */

/** @type {Record<string, Words>} */
const languages = { en, es, "pt-BR": pt };

/** The languages, each in its own name. */
export const languageNames = { en: "English", es: "Español", "pt-BR": "Português" };

/**
 * The language to show: the chosen one, else the browser's, else English.
 * @param {string} chosen
 */
export function languageOf(chosen) {
  const wanted = [chosen, ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  const known = Object.keys(languages);
  for (const code of wanted) {
    const tag = known.find((one) => one.slice(0, 2) === code);
    if (tag) return tag;
  }
  return "en";
}

/**
 * The words of a language that `languageOf` gave.
 * @param {string} language
 */
export const wordsIn = (language) => languages[language] ?? en;

/**
 * A posology of the sandbox's cases in these words; any other as it is.
 * @param {string} posology
 * @param {Words} words
 */
export const posologyIn = (posology, { posologies }) =>
  posologies[/** @type {keyof Words["posologies"]} */ (posology)] ?? posology;

/**
 * Writes the words into every element with `data-word`, a path such as `clinic.agenda`, and into the `aria-label` of
 * every one with `data-label`.
 * @param {Words} words
 */
export function writeWords(words) {
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = wordAt(words, element.getAttribute("data-word"));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", wordAt(words, element.getAttribute("data-label")));
  }
  document.title = words.title;
}

/**
 * @param {Words} words
 * @param {string | null} path
 * @returns {string}
 */
function wordAt(words, path) {
  /** @type {unknown} */
  let value = words;
  for (const name of (path ?? "").split(".")) value = /** @type {Record<string, unknown>} */ (value)?.[name];
  return String(value ?? "");
}
