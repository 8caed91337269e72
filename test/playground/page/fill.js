import { makeSample, sampleType } from "./samples.js";
import { posologyIn } from "./words.js";

/** @import { TryCase } from "./site.js" */
/** @import { Words } from "./words/en.js" */

/**
 * What a page passes as `prefill` when it knows all of this already.
 * @param {TryCase} one
 * @param {Words} words
 */
export function prefillOf({ search, diagnosis_code, products, fields }, words) {
  return {
    beneficiarySearchInput: Object.fromEntries(
      Object.entries(search).map(([key, value]) => [key, String(value)]),
    ),
    ...(diagnosis_code && { diagnosisCode: diagnosis_code }),
    ...(products && {
      products: products.map(({ product_code, quantity, posology }) => ({
        product_code,
        quantity,
        ...(posology && { posology: posologyIn(posology, words) }),
      })),
    }),
    ...(fields && { details: fields }),
  };
}

/**
 * Adds what a page cannot prefill, in the person's place, as soon as its field is there: documents, and the one-time
 * code. Returns a function that ends this.
 * @param {HTMLElement} element
 * @param {TryCase} one
 */
export function completeFields(element, { documents = [], otp_code }) {
  const root = element.shadowRoot ?? element;
  /** @type {Set<string>} */
  const done = new Set();
  const look = async () => {
    for (const id of documents.length === 1 ? ["early-file"] : documents.map((type) => `file-${type}`)) {
      const input = root.querySelector(`#${id}`);
      if (!(input instanceof HTMLInputElement) || done.has(id)) continue;
      done.add(id);
      await attach(input, id.replace("file-", "").replace("early-file", "indication").toLowerCase());
    }
    const code = root.querySelector('input[autocomplete="one-time-code"]');
    if (otp_code && code instanceof HTMLInputElement && !code.value && !done.has("code")) {
      done.add("code");
      code.value = otp_code;
      code.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}

/**
 * Chooses a sample document that the field takes, as a person does in the browser's dialog.
 * @param {HTMLInputElement} input
 * @param {string} name
 */
async function attach(input, name) {
  const type = sampleType(input.accept);
  if (!type) return;
  const chosen = new DataTransfer();
  chosen.items.add(await makeSample(type, name));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
