import { readChoices } from "./choices.js";
import { embed } from "./embed.js";
import { optionsOf } from "./options.js";
import { byId } from "./site.js";
import { languageOf, wordsIn, writeWords } from "./words.js";

/** The clinic's page alone, with the choices of its address. */
const choices = readChoices(location.search);
const language = languageOf(choices.locale);
document.documentElement.lang = language;
document.documentElement.dataset.theme = choices.theme;
writeWords(wordsIn(language));
try {
  await embed(byId("preauth"), optionsOf(choices));
} catch (error) {
  console.error(error);
  byId("missing").hidden = false;
}
