import { sponsorOf } from "./choices.js";
import { looks, presets } from "./looks.js";
import { scenarioGroups } from "./scenarios.js";
import { byId, create } from "./site.js";
import { languageNames, languageOf } from "./words.js";

/** @import { Choices } from "./choices.js" */
/** @import { Site } from "./site.js" */
/** @import { Words } from "./words/en.js" */

const productTypes = /** @type {const} */ (["", "MEDICATION", "LAB", "IMAGING", "PROCEDURE"]);

/**
 * Makes the controls that depend on the site.
 * @param {Site} site
 */
export function offerChoices({ sponsors, lines }) {
  for (const [group, cases] of scenarioGroups) {
    const rows = Object.keys(cases).map((name) => radio("case", name, `cases.${name}`));
    byId("cases").append(
      create("fieldset", { class: "group" }, create("legend", { "data-word": `groups.${group}` }), ...rows),
    );
  }
  for (const [tag, name] of Object.entries(languageNames)) select("locale").append(new Option(name, tag));
  for (const { sponsor_slug, name } of [{ sponsor_slug: "", name: "" }, ...sponsors]) {
    select("sponsor").append(new Option(name, sponsor_slug));
  }
  for (const value of productTypes) select("productType").append(new Option("", value));
  for (const value of presets) select("preset").append(new Option("", value));
  for (const name of lines) select("line").append(new Option("", name));
  for (const [name, variables] of Object.entries(looks)) {
    const label = radio("look", name, `looks.${name}`);
    label.style.setProperty("--swatch", variables.colorPrimary ?? "");
    byId("looks").append(label);
  }
  const colour = create("input", {
    type: "color",
    name: "brand",
    form: "options",
    "data-label": "ownColour",
  });
  byId("looks").append(radio("look", "own", "ownColour"), colour);
  byId("line-choice").hidden = lines.length === 0;
  byId("picker").hidden = sponsors.length === 0;
}

/**
 * The words of options and of what is chosen.
 * @param {Site} site
 * @param {Words} words
 * @param {Choices} choices
 */
export function writeOptions(site, words, choices) {
  for (const option of select("productType").options) {
    option.textContent = words.productTypes[/** @type {keyof Words["productTypes"]} */ (option.value)];
  }
  for (const option of select("preset").options) {
    option.textContent = words.presets[/** @type {keyof Words["presets"]} */ (option.value)];
  }
  const [byCase] = select("sponsor").options;
  if (byCase) byCase.textContent = words.byCase;
  for (const option of select("line").options) {
    option.textContent = words.lines[/** @type {keyof Words["lines"]} */ (option.value)];
  }
  const sponsor = site.sponsors.find(({ sponsor_slug }) => sponsor_slug === sponsorOf(choices));
  const name = words.cases[/** @type {keyof Words["cases"]} */ (choices.case)];
  byId("chosen-case").textContent = choices.sponsor && sponsor ? sponsor.name : name;
  byId("about").textContent = choices.sponsor || !sponsor ? "" : sponsor.name;
}

/**
 * Shows the choices in the controls.
 * @param {HTMLFormElement} form
 * @param {Choices} choices
 */
export function showChoices(form, choices) {
  const shown = { ...choices, locale: languageOf(choices.locale) };
  for (const [name, value] of Object.entries(shown)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = field.value === value;
    else if (field) /** @type {RadioNodeList | HTMLSelectElement} */ (field).value = value;
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} word
 */
function radio(name, value, word) {
  const input = create("input", { type: "radio", name, value, form: "options" });
  return create("label", {}, input, create("span", { "data-word": word }));
}

/** @param {string} name */
function select(name) {
  return /** @type {HTMLSelectElement} */ (document.querySelector(`select[name="${name}"]`));
}
