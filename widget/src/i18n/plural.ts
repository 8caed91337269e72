/** The forms of a word by CLDR plural category. English, Spanish and Portuguese need no others for the words used here. */
export type PluralForms = { one: string; other: string };

/** A number as it was typed, and its value. */
export type Amount = { typed: string; value: number };

/** The form of a word for a number in the language of a BCP 47 tag: "tablet" for 1, "tablets" for 0.5 in English. */
export function plural(tag: string, count: number, { one, other }: PluralForms): string {
  return new Intl.PluralRules(tag).select(count) === "one" ? one : other;
}

/** `plural` for one language. */
export function pluralIn(tag: string): (count: number, one: string, other: string) => string {
  return (count, one, other) => plural(tag, count, { one, other });
}
