import { normalizeText } from "../format/normalize-text.ts";

/** Milliseconds after a key until the next one begins another word. */
const pause = 1_000;

let typed = "";
let typedAt = 0;

/**
 * Selects the option that begins with the letters typed in a select. Chromium takes a letter that is typed twice for a
 * wish for the next option: "CC" would select "CE". Everything that is no option's beginning is left to the browser.
 */
export function selectByTyping(event: KeyboardEvent): void {
  const { key, target, timeStamp } = event;
  const isLetter = key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey);
  if (!(target instanceof HTMLSelectElement) || !isLetter) return;
  typed = timeStamp - typedAt > pause ? key : typed + key;
  typedAt = timeStamp;
  const begins = ({ label }: HTMLOptionElement) => normalizeText(label).startsWith(normalizeText(typed));
  const option = typed.length > 1 && [...target.options].find(begins);
  if (!option) return;
  event.preventDefault();
  if (option.selected) return;
  option.selected = true;
  target.dispatchEvent(new Event("change", { bubbles: true }));
}
