import type { FieldOption, SearchField } from "@osigu-preauth/shared";
import type { Locale } from "../../i18n/locale.ts";

/**
 * The label and the options of a field in the page's language. A sponsor may give them in another one, or as codes: the
 * widget's own words are used for the keys and the document types that it knows.
 */
export function inOwnWords(
  field: SearchField,
  { fields, documentTypes, asOnCard }: Locale,
): { label: string; options: FieldOption[]; hint: string | undefined } {
  const { label, options, description } = field;
  const name = ownName(field);
  const ownLabel = wordsFor(name, fields);
  return {
    label: ownLabel ?? label,
    hint: ownLabel && onlySaysWhere.test(description ?? "") ? asOnCard : description,
    options: name === "document_type" ? options.map((option) => inFull(option, documentTypes)) : options,
  };
}

/** The key of a field as the widget's own words have it: "document_type" of "documentType". */
export function ownName({ key }: Pick<SearchField, "key">): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A hint that says no more than where the value stands: "As on the card", "Como aparece en el carné", "Conforme o RG". */
const onlySaysWhere = /^(?:as|como|conforme)\s[^\d,;:]*$/i;

/** A type that the sponsor gives as its code alone, with its name. */
function inFull({ value, label }: FieldOption, names: Record<string, string>): FieldOption {
  const name = label === value ? wordsFor(value, names) : undefined;
  return { value, label: name ? `${value} · ${name}` : label };
}

function wordsFor(name: string, words: Record<string, string>): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
