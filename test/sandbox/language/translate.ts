import { diagnosisNames } from "./diagnosis-names.ts";
import type { Language } from "./language.ts";
import { medicationWords } from "./medication-words.ts";
import { phrases } from "./phrases.ts";
import { serviceNames } from "./service-names.ts";

type Translations = { es: string; pt: string };

const readTable = (text: string): [string, Translations][] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [source = "", es = "", pt = ""] = line.split("|").map((part) => part.trim());
      return [source, { es, pt }];
    });

const whole = new Map(readTable(`${phrases}${serviceNames}`));
const byDiagnosis = new Map(readTable(diagnosisNames));
const byWord = readTable(medicationWords);
const wordPattern = new RegExp(`\\b(${byWord.map(([word]) => word).join("|")})\\b`, "gi");
const words = new Map(byWord.map(([word, translations]) => [word.toLowerCase(), translations]));

/** Whether a label, a reason or a service has a translation. */
export const isTranslated = (text: string) => whole.has(text);

/** A label or reason; as it is where it has no translation. */
export function translate(text: string, language: Language): string {
  return language === "en" ? text : (whole.get(text)?.[language] ?? text);
}

/** The name of a diagnosis; English where it has no translation. */
export function translateDiagnosis(code: string, name: string, language: Language): string {
  return language === "en" ? name : (byDiagnosis.get(code)?.[language] ?? name);
}

/** The name or presentation of a product: a service as a whole, a medication word by word. */
export function translateProduct(text: string, language: Language): string {
  if (language === "en") return text;
  const known = whole.get(text)?.[language];
  if (known !== undefined) return known;
  return text.replace(wordPattern, (word) => {
    const translated = words.get(word.toLowerCase())?.[language] ?? word;
    const isCapital = word !== word.toLowerCase() && word !== word.toUpperCase();
    return isCapital ? translated.charAt(0).toUpperCase() + translated.slice(1) : translated;
  });
}

/** The keys of an answer whose text a person reads. Names of people and of sponsors stay as they are. */
const readKeys = new Set([
  "label",
  "fallback_name",
  "description",
  "group_name",
  "suffix",
  "rejection_reason",
  "reason",
]);

/** An answer's body with its labels and reasons in this language. Numbers of more digits than 2^53 stay as they are. */
export function translateBody(body: unknown, language: Language): unknown {
  if (language === "en" || typeof body !== "object" || body === null || isRawJson(body)) return body;
  if (Array.isArray(body)) return body.map((item) => translateBody(item, language));
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      typeof value === "string" && readKeys.has(key)
        ? translate(value, language)
        : translateBody(value, language),
    ]),
  );
}

// `JSON.isRawJSON` is in every supported Node, and not yet in TypeScript's libraries.
const { isRawJSON: isRawJson } = JSON as unknown as { isRawJSON(value: unknown): boolean };
