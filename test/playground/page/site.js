/**
 * One way through a sponsor's rules, with the values to type.
 * @typedef {{ title: string, search: Record<string, string | number | boolean>, person?: string,
 *   products?: { product_code: string, quantity: number, posology?: string }[], diagnosis_code?: string,
 *   fields?: Record<string, string>, documents?: string[], otp_code?: string }} TryCase
 * @typedef {{ sponsor_slug: string, name: string, about: string, cases: TryCase[] }} TrySponsor
 */

/**
 * What this page is told by its own server. `sponsors` is empty where the real vendor answers.
 * @typedef {{ bff: string, user: { name: string, role: string }, sponsors: TrySponsor[] }} Site
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
