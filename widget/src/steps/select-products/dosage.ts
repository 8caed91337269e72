import type { Dosage } from "../../flow/state.ts";
import type { Locale } from "../../i18n/locale.ts";

/**
 * A number above zero as people type it, with a point or a comma; `undefined` for anything else. `1.000` is a thousand
 * to one and one to another: nobody guesses.
 */
export function positiveNumber(typed: string): number | undefined {
  const [number = ""] = /^(0[.,]\d+|\d+([.,]\d\d?)?)$/.exec(typed.trim()) ?? [];
  return Number(number.replace(",", ".")) || undefined;
}

/** The sentence that says how a medication is taken, once everything it needs is there. */
export function sentenceOf(dosage: Dosage, text: Locale): string | undefined {
  const { dose, unit, hours, days } = dosage;
  if (![dose, hours, days].every(positiveNumber)) return undefined;
  const isMany = (positiveNumber(dose) ?? 0) > 1 && unit !== "ml";
  return text.posology(dose.trim(), isMany ? `${unit}s` : unit, hours.trim(), days.trim());
}

/** How many units are needed: doses a day, over all days, rounded up to whole ones. */
export function quantityOf({ dose, hours, days }: Dosage): number | undefined {
  const [each, every, span] = [dose, hours, days].map(positiveNumber);
  if (!each || !every || !span) return undefined;
  return Math.ceil(Number(((each * 24 * span) / every).toFixed(6)));
}
