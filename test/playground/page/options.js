import { sponsorOf } from "./choices.js";
import { getToken, refuseToken } from "./embed.js";
import { scenarios } from "./scenarios.js";

/** @import { Choices } from "./choices.js" */
/** @import { Site, TryCase } from "./site.js" */

/**
 * The options of `mount` for these choices. What is left to the widget is left out.
 * @param {Choices} choices
 * @returns {Record<string, unknown>}
 */
export function optionsOf(choices) {
  const { productType, locale, theme, resume } = choices;
  const options = { sponsorSlug: sponsorOf(choices), productType, locale, theme, resume: resume === "on" };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value));
}

/**
 * Where the widget gets its token in this scenario.
 * @param {Choices} choices
 */
export const tokenSourceOf = (choices) => (choices.case === "noSession" ? refuseToken : getToken);

/**
 * The values to type for these choices; undefined where there are none. A sponsor of one's own has its first case.
 * @param {Site} site
 * @param {Choices} choices
 * @returns {TryCase | undefined}
 */
export function caseOf({ sponsors }, choices) {
  const { title } = scenarios[choices.case] ?? {};
  const sponsor = sponsors.find(({ sponsor_slug }) => sponsor_slug === sponsorOf(choices));
  return choices.sponsor ? sponsor?.cases[0] : sponsor?.cases.find((one) => one.title === title);
}
