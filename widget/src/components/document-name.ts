import type { DocumentRule } from "@osigu-preauth/shared";
import { readableName } from "../format/readable-name.ts";
import type { Locale } from "../i18n/locale.ts";

/**
 * What a document is called. A label that only repeats the document's type is the widget's own word for that, in the
 * page's language; a type that the widget does not know is written as words.
 */
export function documentName({ file_type, label }: DocumentRule, { fields }: Pick<Locale, "fields">): string {
  const typeInWords = readableName(file_type);
  if (readableName(label) !== typeInWords) return label;
  return (Object.hasOwn(fields, file_type) && fields[file_type]) || typeInWords;
}
