import { readChoices } from "./choices.js";
import { embed } from "./embed.js";
import { completeFields, prefillOf } from "./fill.js";
import { appearanceOf } from "./looks.js";
import { caseOf, optionsOf, tokenSourceOf } from "./options.js";
import { byId, readSite, showMissing } from "./site.js";
import { languageOf, wordsIn, writeWords } from "./words.js";

/** The clinic's page alone, with the choices of its address; with `filled` it has the values of the scenario as well. */
const choices = readChoices(location.search);
const given = new URLSearchParams(location.search);
const language = languageOf(choices.locale);
const words = wordsIn(language);
document.documentElement.lang = language;
document.documentElement.dir = choices.dir;
document.documentElement.dataset.theme = choices.theme;
writeWords(words);
try {
  await open();
} catch (error) {
  console.error(error);
  showMissing();
}

async function open() {
  const appearance = appearanceOf(choices);
  byId("clinic").style.setProperty("--brand", appearance.variables.colorPrimary ?? choices.brand);
  const one = given.has("filled") ? caseOf(await readSite(), choices) : undefined;
  // The page's own style sheet has the clinic's usual colour.
  const hasOwnLook = ["look", "brand", "preset"].some((name) => given.has(name));
  const { element } = await embed(byId("preauth"), {
    ...optionsOf(choices),
    getToken: tokenSourceOf(choices),
    onLoadError: showMissing,
    ...(hasOwnLook && { appearance }),
    ...(one && { prefill: prefillOf(one, words) }),
  });
  if (!one) return;
  await customElements.whenDefined("osigu-preauth");
  completeFields(element, one);
}
