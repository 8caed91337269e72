import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { completeLocale } from "../i18n/complete-locale.ts";
import english from "../i18n/en/first-screen.ts";
import englishMessages from "../i18n/en/messages.ts";
import spanish from "../i18n/es/first-screen.ts";
import spanishMessages from "../i18n/es/messages.ts";
import type { Language } from "../i18n/locale.ts";
import { LocaleLoader } from "./locale-loader.ts";

const words = {
  en: { firstScreen: english, messages: englishMessages },
  es: { firstScreen: spanish, messages: spanishMessages },
};

/** A language whose modules arrive when the test lets them. */
function heldLanguage(code: "en" | "es") {
  const firstScreen = Promise.withResolvers<void>();
  const messages = Promise.withResolvers<void>();
  const language: Language = {
    code,
    loadFailed: "",
    tryAgain: "",
    importFirstScreen: () => firstScreen.promise.then(() => ({ default: words[code].firstScreen })),
    importMessages: () => messages.promise.then(() => ({ default: words[code].messages })),
  };
  return { language, firstScreen, messages };
}

/** A loader, and both languages, with the first screen of English at hand. */
function withEnglish() {
  const [en, es] = [heldLanguage("en"), heldLanguage("es")];
  en.firstScreen.resolve();
  return { loader: new LocaleLoader(), en, es };
}

/** Selects a language and loads its first screen, as the element does. */
function select(loader: LocaleLoader, { language }: { language: Language }): Promise<void> {
  loader.language = language;
  return loader.loadFirstScreen();
}

/** Loads everything after the first screen, as the element does. */
async function loadRest(loader: LocaleLoader): Promise<void> {
  await loader.importAll();
  await loader.complete(completeLocale);
}

describe("a language that is selected while the messages of another are on their way", () => {
  test("shows in the end, and whole, though those messages arrive after its first screen", async () => {
    const { loader, en, es } = withEnglish();
    es.firstScreen.resolve();
    es.messages.resolve();

    await select(loader, en);
    const rest = loadRest(loader);
    await select(loader, es);
    assert.equal(loader.text?.tag, "es");
    en.messages.resolve();
    await rest;
    assert.equal(loader.text?.tag, "es");
    assert.equal(loader.text?.required, spanishMessages.required);
  });

  test("shows in the end, and whole, though they arrive before its first screen", async () => {
    const { loader, en, es } = withEnglish();
    en.messages.resolve();

    await select(loader, en);
    const rest = loadRest(loader);
    const firstScreen = select(loader, es);
    await rest;
    assert.equal(loader.text?.required, englishMessages.required, "what is there shows meanwhile");
    es.firstScreen.resolve();
    es.messages.resolve();
    await firstScreen;
    await loadRest(loader);
    assert.equal(loader.text?.tag, "es");
    assert.equal(loader.text?.required, spanishMessages.required);
  });
});

test("a language that is selected again has every message, though the one between had its first screen only", async () => {
  const { loader, en, es } = withEnglish();
  en.messages.resolve();
  es.firstScreen.resolve();

  await select(loader, en);
  await loadRest(loader);
  const { text } = loader;
  await select(loader, es);
  await select(loader, en);
  await loadRest(loader);
  assert.deepEqual(loader.text, text);
});
