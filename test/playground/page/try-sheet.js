/** @import { TryCase, TrySponsor } from "./site.js" */

/**
 * Shows what to type for each of these sponsors. Each value is a button that copies it.
 * @param {HTMLElement} place
 * @param {TrySponsor[]} sponsors
 */
export function showTrySheet(place, sponsors) {
  place.replaceChildren(...sponsors.flatMap(showSponsor));
  if (sponsors.length === 0) place.append(paragraph("hint", "Type what your sponsor gave you for testing."));
}

/** @param {TrySponsor} sponsor */
function showSponsor({ name, about, cases }) {
  return [paragraph("about", `${name}: ${about}`), ...cases.map(showCase)];
}

/**
 * @param {TryCase} one
 * @param {number} index
 */
function showCase(one, index) {
  const section = document.createElement("details");
  section.className = "case";
  section.open = index === 0;
  const title = document.createElement("summary");
  title.textContent = one.title;
  const list = document.createElement("dl");
  for (const [term, values] of rowsOf(one)) {
    const name = document.createElement("dt");
    name.textContent = term;
    const description = document.createElement("dd");
    description.append(...values);
    list.append(name, description);
  }
  section.append(title, list);
  return section;
}

/**
 * @param {TryCase} one
 * @returns {[term: string, values: (Node | string)[]][]}
 */
function rowsOf(one) {
  /** @type {[string, (Node | string)[]][]} */
  const rows = Object.entries(one.search).map(([key, value]) => [words(key), [copyable(String(value))]]);
  if (one.person) rows.push(["Person", [copyable(one.person)]]);
  for (const { product_code, quantity, posology } of one.products ?? []) {
    const taken = posology ? [copyable(posology)] : [];
    rows.push(["Product", [copyable(product_code), ...taken, ` × ${quantity}`]]);
  }
  if (one.diagnosis_code) rows.push(["Diagnosis", [copyable(one.diagnosis_code)]]);
  for (const [key, value] of Object.entries(one.fields ?? {})) rows.push([words(key), [copyable(value)]]);
  if (one.documents?.length) rows.push(["Document", [sampleDocument()]]);
  if (one.otp_code) rows.push(["Code", [copyable(one.otp_code)]]);
  return rows;
}

/**
 * `document_number` as a person reads it.
 * @param {string} key
 */
function words(key) {
  const spaced = key.replaceAll(/[_-]/g, " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** @param {string} value */
function copyable(value) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = value;
  button.title = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(value);
    button.classList.add("copied");
    button.addEventListener("pointerleave", () => button.classList.remove("copied"), { once: true });
  });
  return button;
}

function sampleDocument() {
  const link = document.createElement("a");
  link.href = "/indication.pdf";
  link.download = "indication.pdf";
  link.textContent = "Any PDF; here is one";
  return link;
}

/**
 * @param {string} name
 * @param {string} text
 */
function paragraph(name, text) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}
