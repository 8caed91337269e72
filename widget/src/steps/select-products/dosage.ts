import type { Dosage } from "../../flow/state.ts";
import type { Locale } from "../../i18n/locale.ts";

/**
 * Parses a typed number above zero with a decimal point or comma; `undefined` for anything else. `1.000` is ambiguous
 * (1 or 1,000) and so invalid.
 */
export function positiveNumber(typed: string): number | undefined {
  const [number = ""] = /^(0[.,]\d+|\d+([.,]\d\d?)?)$/.exec(typed.trim()) ?? [];
  return Number(number.replace(",", ".")) || undefined;
}

/** The posology in words, once the dosage is complete. */
export function sentenceOf(dosage: Dosage, text: Locale): string | undefined {
  const { dose, unit, hours, days } = dosage;
  if (![dose, hours, days].every(positiveNumber)) return undefined;
  const isMany = (positiveNumber(dose) ?? 0) > 1 && unit !== "ml";
  return text.posology(dose.trim(), isMany ? `${unit}s` : unit, hours.trim(), days.trim());
}

/** The quantity of a dosage: doses per day over all days, rounded up. */
export function quantityOf({ dose, hours, days }: Dosage): number | undefined {
  const [each, every, span] = [dose, hours, days].map(positiveNumber);
  if (!each || !every || !span) return undefined;
  return Math.ceil(Number(((each * 24 * span) / every).toFixed(6)));
}
