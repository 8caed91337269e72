import { asTyped, cleanText } from "../format/clean-text.ts";

/**
 * Inserts pasted text without the marks that cannot be seen. A browser cuts a paste at the `maxlength` of the field,
 * and would keep the marks in place of the last characters.
 */
export function cleanPaste(event: ClipboardEvent): void {
  const [field] = event.composedPath();
  const isLong = field instanceof HTMLTextAreaElement;
  if (!isLong && !(field instanceof HTMLInputElement)) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const cleaned = isLong ? cleanText(text) : asTyped(text);
  // The command keeps the undo history, and works in fields of type `email`, which have no selection of their own.
  if (cleaned && cleaned !== text && document.execCommand("insertText", false, cleaned))
    event.preventDefault();
}
