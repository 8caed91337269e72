/** Marks without a shape: soft hyphens, zero-width characters, marks of direction, byte order marks. */
const formatMarks = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Spaces of other widths, and those that do not break. */
const otherSpaces = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
/** Hyphens, dashes and the minus sign. */
const otherDashes = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/g;
/** ASCII in the width of Chinese characters. */
const fullWidth = /[\uFF01-\uFF5E]/g;

/** Text without what comes with a paste and cannot be seen: format marks are taken out, every space is an ordinary one. */
export function cleanText(text: string): string {
  return text.replace(formatMarks, "").replace(otherSpaces, " ");
}

/** Clean text in the characters of a keyboard: every dash is `-`, full-width characters are ASCII. */
export function asTyped(text: string): string {
  return cleanText(text)
    .replace(otherDashes, "-")
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** A whole number, date, code, name or search, in the characters of a keyboard. */
export function cleanTyped(text: string): string {
  return asTyped(text).trim();
}
