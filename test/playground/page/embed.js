/**
 * The widget's host API, as far as this page uses it.
 * @typedef {{ element: HTMLElement, unmount(): void }} Mounted
 * @typedef {{ mount(options: Record<string, unknown>): Mounted }} Widget
 * @typedef {Window & { osiguReady?: Promise<unknown>, OsiguPreAuth?: Widget }} WindowWithWidget
 */

/**
 * What a person can choose beside the widget. An empty text leaves the choice to the widget.
 * @typedef {{ sponsor: string, productType: string, locale: string, theme: string, brand: string, resume: string }} Embedding
 */

const page = /** @type {WindowWithWidget} */ (window);

/** Asked for by the widget whenever it needs one: this site's server knows who is logged in. */
async function getToken() {
  const response = await fetch("/preauth-token", { method: "POST" });
  if (!response.ok) throw new Error(`The site's own server answered ${response.status}.`);
  const { access_token } = await response.json();
  return access_token;
}

/**
 * Puts the widget into `container`.
 * @param {HTMLElement} container
 * @param {Embedding} choices
 * @returns {Promise<Mounted>}
 */
export async function embed(container, choices) {
  await loaderScript();
  await page.osiguReady;
  if (!page.OsiguPreAuth) throw new Error("The loader ran, but there is no OsiguPreAuth.");
  return page.OsiguPreAuth.mount({
    container,
    getToken,
    sponsorSlug: choices.sponsor || undefined,
    productType: choices.productType || undefined,
    locale: choices.locale || undefined,
    theme: choices.theme,
    resume: choices.resume === "on",
  });
}

/**
 * The script tag is `async`: it may still be on its way when this module runs.
 * @returns {Promise<void>}
 */
function loaderScript() {
  if (page.osiguReady) return Promise.resolve();
  const script = document.querySelector('script[src$="loader.js"]');
  return new Promise((resolve, reject) => {
    script?.addEventListener("load", () => resolve());
    script?.addEventListener("error", () => reject(new Error("The loader did not arrive.")));
  });
}
