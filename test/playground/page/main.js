import { keepChoices, readChoices } from "./choices.js";
import { CodePanel } from "./code-panel.js";
import { offerChoices, showChoices, writeOptions } from "./controls.js";
import { embed, getToken } from "./embed.js";
import { logEvents } from "./event-log.js";
import { completeFields, prefillOf } from "./fill.js";
import { appearanceOf } from "./looks.js";
import { caseOf, optionsOf, tokenSourceOf } from "./options.js";
import { byId, readSite, showMissing } from "./site.js";
import { showValues } from "./values.js";
import { languageOf, wordsIn, writeWords } from "./words.js";

/** @import { Choices } from "./choices.js" */
/** @import { Mounted } from "./embed.js" */

const container = byId("preauth");
const list = /** @type {HTMLElement & { getToken?: () => Promise<string> }} */ (byId("requests"));
const form = /** @type {HTMLFormElement} */ (byId("options"));
const code = new CodePanel(byId("code"));
let choices = readChoices(location.search);
let isFilled = false;
let endFilling = () => {};
/** @type {Mounted | undefined} */
let mounted;

const site = await readSite();
byId("user").textContent = site.user.name;
byId("picker").toggleAttribute("open", matchMedia("(min-width: 1100px)").matches);
offerChoices(site);
showChoices(form, choices);
list.getToken = getToken;
for (const from of [container, list]) logEvents(from, byId("events"), byId("no-events"));
write();
await setLine();
await start();

// The controls stand all over the page, and belong to the form by its name.
document.addEventListener("change", change);
byId("again").addEventListener("click", () => start());
byId("fill").addEventListener("click", () => start(true));
byId("clear").addEventListener("click", () => {
  byId("events").replaceChildren();
  byId("no-events").hidden = false;
});

/** @param {Event} event */
function change({ target }) {
  const { name, form: owner } = /** @type {HTMLInputElement} */ (target);
  if (owner !== form) return;
  const given = Object.fromEntries(new FormData(form));
  // A language that the browser prefers is not a choice until a person makes it.
  const { locale } = choices;
  choices = /** @type {Choices} */ ({ ...choices, resume: "", dir: "", ...given });
  if (name !== "locale") choices.locale = locale;
  if (name === "brand") choices.look = "own";
  if (name === "case") choices.sponsor = "";
  if (name === "sponsor") choices.case = choices.sponsor ? "choose" : "approved";
  showChoices(form, choices);
  keepChoices(choices);
  if (name === "line") return setLine();
  write();
  if (["case", "sponsor", "productType", "resume"].includes(name)) start();
  else dress();
}

/** What is wrong with the line to the insurers, until another choice. */
async function setLine() {
  if (site.lines.length > 0) await fetch(`/line/${choices.line}`, { method: "POST" });
}

/** Everything in words, in the chosen language. */
function write() {
  const language = languageOf(choices.locale);
  const words = wordsIn(language);
  document.documentElement.lang = language;
  writeWords(words);
  writeOptions(site, words, choices);
  byId("notice").textContent = site.sponsors.length > 0 ? words.sandbox : words.real;
  showValues(byId("value-list"), caseOf(site, choices), words);
}

/** Begins a new request. With `filled`, everything is there already that a person would type. */
async function start(filled = false) {
  const one = caseOf(site, choices);
  isFilled = filled && one !== undefined;
  endFilling();
  mounted?.unmount();
  mounted = undefined;
  byId("fill").toggleAttribute("hidden", one === undefined);
  byId("missing").hidden = true;
  try {
    mounted = await embed(container, {
      ...currentOptions(),
      getToken: tokenSourceOf(choices),
      onClose: () => start(),
      onLoadError: showMissing,
    });
  } catch (error) {
    console.error(error);
    showMissing();
  }
  dress();
  if (!isFilled || !one || !mounted) return;
  await customElements.whenDefined("osigu-preauth");
  endFilling = completeFields(mounted.element, one);
}

/** The options as they are now, without what every page has. */
function currentOptions() {
  const one = caseOf(site, choices);
  return {
    ...optionsOf(choices),
    ...(isFilled && one && { prefill: prefillOf(one, wordsIn(languageOf(choices.locale))) }),
  };
}

/** How everything looks, for the page and for the widget alike; nothing starts again. */
function dress() {
  const { theme, brand, width, zoom, dir, locale } = choices;
  const words = wordsIn(languageOf(locale));
  const appearance = appearanceOf(choices);
  document.documentElement.dataset.theme = theme;
  for (const page of [byId("clinic"), byId("earlier")]) {
    page.style.setProperty("--brand", appearance.variables.colorPrimary ?? brand);
    page.style.setProperty("zoom", zoom);
    page.style.maxWidth = width === "full" ? "" : `${Number(width) / Number(zoom)}px`;
    page.dir = dir || "ltr";
  }
  for (const element of [mounted?.element, list]) {
    if (element) Object.assign(element, { appearance });
    element?.setAttribute("theme", theme);
    element?.setAttribute("locale", languageOf(locale));
  }
  byId("filled").textContent = isFilled ? words.filled : "";
  code.show({ bff: site.bff, options: { ...currentOptions(), appearance } }, words);
  const search = new URLSearchParams(location.search);
  if (isFilled) search.set("filled", "on");
  byId("alone").setAttribute("href", `/clinic?${search}`);
}
