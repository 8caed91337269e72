/**
 * One way through a sponsor's rules, with the values to type.
 * @typedef {{ title: string, search: Record<string, string | number | boolean>, person?: string,
 *   products?: { product_code: string, quantity: number, posology?: string }[], diagnosis_code?: string,
 *   fields?: Record<string, string>, documents?: string[], otp_code?: string }} TryCase
 * @typedef {{ sponsor_slug: string, name: string, about: string, cases: TryCase[] }} TrySponsor
 */

/**
 * What this page is told by its own server. `sponsors` and `lines` are empty where the real vendor answers.
 * @typedef {{ bff: string, user: { name: string }, sponsors: TrySponsor[], lines: string[] }} Site
 */

/** @returns {Promise<Site>} */
export async function readSite() {
  const response = await fetch("/site.json");
  return response.json();
}

/**
 * The element with this id; the page is wrong without it.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}

/**
 * An element with attributes and content.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function create(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** Says that the widget did not load. */
export function showMissing() {
  byId("missing").hidden = false;
}
