import type { Dosage } from "../../flow/state.ts";
import { cleanTyped } from "../../format/clean-text.ts";
import type { Locale } from "../../i18n/locale.ts";
import { type PluralForms, plural } from "../../i18n/plural.ts";

/**
 * Parses a typed number above zero with a decimal point or comma; `undefined` for anything else. `1.000` is ambiguous
 * (1 or 1,000) and so invalid.
 */
export function positiveNumber(typed: string): number | undefined {
  const [number = ""] = /^(0[.,]\d+|\d+([.,]\d\d?)?)$/.exec(cleanTyped(typed)) ?? [];
  return Number(number.replace(",", ".")) || undefined;
}

/** The posology in words, once the dosage is complete. */
export function sentenceOf(dosage: Dosage, text: Locale): string | undefined {
  const { unit } = dosage;
  const [dose, hours, days] = [dosage.dose, dosage.hours, dosage.days].map((typed) => {
    const value = positiveNumber(typed);
    return value && { typed: typed.trim(), value };
  });
  if (!dose || !unit || !hours || !days) return undefined;
  return text.posology(`${dose.typed} ${unitName(unit, dose.value, text)}`, hours, days);
}

/** The name of a unit of the locale for so many of it. A unit of another kind is its own name. */
export function unitName(unit: string, count: number, text: Pick<Locale, "units" | "tag">): string {
  const units: Partial<Record<string, PluralForms>> = text.units;
  const forms = units[unit];
  return forms ? plural(text.tag, count, forms) : unit;
}

/** The quantity of a dosage: doses per day over all days, rounded up. */
export function quantityOf({ dose, hours, days }: Dosage): number | undefined {
  const [each, every, span] = [dose, hours, days].map(positiveNumber);
  if (!each || !every || !span) return undefined;
  return Math.ceil(Number(((each * 24 * span) / every).toFixed(6)));
}
