import { scenarios } from "./scenarios.js";

/**
 * What a person can choose beside the widget; the address keeps it, so that a way of embedding can be sent. An empty
 * text leaves a choice to the widget.
 * @typedef {{ case: string, sponsor: string, productType: string, locale: string, theme: string, look: string,
 *   brand: string, preset: string, width: string, zoom: string, dir: string, line: string, resume: string }} Choices
 */

/** @type {Choices} */
const defaults = {
  case: "approved",
  sponsor: "",
  productType: "",
  locale: "",
  theme: "auto",
  look: "clinic",
  brand: "#0f766e",
  preset: "",
  width: "full",
  zoom: "1",
  dir: "",
  line: "good",
  resume: "",
};

/**
 * The choices of an address. A sponsor without a case is one of one's own.
 * @param {string} search
 * @returns {Choices}
 */
export function readChoices(search) {
  const given = new URLSearchParams(search);
  const choices = { ...defaults };
  for (const name of /** @type {(keyof Choices)[]} */ (Object.keys(defaults))) {
    choices[name] = given.get(name) ?? defaults[name];
  }
  if (given.has("sponsor") && !given.has("case")) choices.case = "choose";
  if (given.has("brand") && !given.has("look")) choices.look = "own";
  if (!scenarios[choices.case]) choices.case = defaults.case;
  return choices;
}

/**
 * Keeps in the address what is not as it is by itself.
 * @param {Choices} choices
 */
export function keepChoices(choices) {
  const changed = Object.entries(choices).filter(
    ([name, value]) => value !== defaults[/** @type {keyof Choices} */ (name)],
  );
  const search = new URLSearchParams(changed).toString();
  history.replaceState(undefined, "", search ? `?${search}` : location.pathname);
}

/**
 * The sponsor that a choice locks; empty where the user chooses.
 * @param {Choices} choices
 */
export const sponsorOf = (choices) => scenarios[choices.case]?.sponsor || choices.sponsor;
