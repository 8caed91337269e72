import type { Product } from "@osigu-preauth/shared";
import type { Locale } from "../i18n/locale.ts";
import { type PluralForms, plural } from "../i18n/plural.ts";

/** What one package of a product holds: 30 of "tablets". */
export type PackageContent = { count: number; unit: string };

/** Units that measure a strength or a size, and count nothing. */
const measures = /^(m?g|mcg|µg|kg|l|iu|ui|%|mm|cm|h)$/i;

/** The content that ends a presentation, "500 mg · 30 tablets"; undefined where it tells none. */
export function packageContent(presentation: string | undefined): PackageContent | undefined {
  const [, count = "", unit = ""] = /(?:^|[·,;x×(] ?)(\d+) (\p{L}+)\)?$/u.exec(presentation ?? "") ?? [];
  return count && !measures.test(unit) ? { count: Number(count), unit } : undefined;
}

/** The key of the locale's unit that a medication's package holds. */
function packageUnit({ product_type, presentation }: Product, text: Locale): string | undefined {
  const unit = packageContent(presentation)?.unit;
  if (product_type !== "MEDICATION" || !unit) return undefined;
  return Object.entries<PluralForms>(text.units).find(
    ([, { one, other }]) => unit === one || unit === other,
  )?.[0];
}

/** The unit of a dose of a product: that of its package, also in the words of the catalogue; empty where none tells. */
export function doseUnit(product: Product, text: Locale): string {
  return packageUnit(product, text) ?? packageContent(product.presentation)?.unit ?? "";
}

/**
 * The unit that a medication's quantity counts, for so many of it, many by default: that of its package, else that of
 * its dose, `unit`, a key of the locale.
 */
export function quantityUnit(
  product: Product,
  text: Locale,
  unit?: string,
  count?: number,
): string | undefined {
  if (product.product_type !== "MEDICATION") return undefined;
  const content = packageContent(product.presentation);
  const units: Record<string, PluralForms> = text.units;
  const forms = units[packageUnit(product, text) ?? (content ? "" : (unit ?? ""))];
  if (!forms) return content?.unit;
  return count === undefined ? forms.other : plural(text.tag, count, forms);
}

/** A quantity in words: "30 tablets", or "30" where no package tells the unit. */
export function quantityInWords(product: Product, quantity: number, text: Locale): string {
  return [quantity, quantityUnit(product, text, undefined, quantity)].filter(Boolean).join(" ");
}

/** How many packages a quantity is: "= 1 box of 30"; undefined where no package tells, or it is not a whole number. */
export function packagesInWords(product: Product, quantity: number, text: Locale): string | undefined {
  const content = packageContent(product.presentation);
  if (product.product_type !== "MEDICATION" || !content || content.count < 2) return undefined;
  const packages = quantity / content.count;
  if (!(packages > 0) || !Number.isInteger(packages)) return undefined;
  return content.unit === "ml"
    ? text.bottles(packages, `${content.count} ml`)
    : text.boxes(packages, String(content.count));
}
