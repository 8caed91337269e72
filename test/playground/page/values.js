import { create } from "./site.js";
import { posologyIn } from "./words.js";

/** @import { TryCase } from "./site.js" */
/** @import { Words } from "./words/en.js" */

/**
 * Shows the values of a case, for a person who wants to type them. Each is a button that copies it.
 * @param {HTMLElement} list
 * @param {TryCase | undefined} one
 * @param {Words} words
 */
export function showValues(list, one, words) {
  const rows = one ? rowsOf(one, words) : [];
  list.replaceChildren(
    ...rows.flatMap(([term, values]) => [
      create("dt", {}, spaced(term)),
      create("dd", {}, ...values.map((value) => copyable(value, words))),
    ]),
  );
  list.parentElement?.toggleAttribute("hidden", rows.length === 0);
}

/**
 * @param {TryCase} one
 * @param {Words} words
 * @returns {[term: string, values: string[]][]}
 */
function rowsOf(one, words) {
  const { search, person, products = [], diagnosis_code, fields = {}, otp_code } = one;
  /** @type {[string, string[]][]} */
  const rows = Object.entries(search).map(([key, value]) => [key, [String(value)]]);
  if (person) rows.push(["person", [person]]);
  for (const { product_code, quantity, posology } of products) {
    rows.push([
      "product_code",
      [product_code, String(quantity), ...(posology ? [posologyIn(posology, words)] : [])],
    ]);
  }
  if (diagnosis_code) rows.push(["diagnosis_code", [diagnosis_code]]);
  for (const [key, value] of Object.entries(fields)) rows.push([key, [value]]);
  if (otp_code) rows.push(["otp", [otp_code]]);
  return rows;
}

/**
 * `document_number` as a person reads it.
 * @param {string} name
 */
const spaced = (name) => name.replaceAll(/[_-]/g, " ");

/**
 * @param {string} value
 * @param {Words} words
 */
function copyable(value, words) {
  const button = create("button", { type: "button", class: "value", title: words.copy }, value);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(value);
    button.classList.add("copied");
    button.addEventListener("pointerleave", () => button.classList.remove("copied"), { once: true });
  });
  return button;
}
