/**
 * The widget's host API, as far as this page uses it.
 * @typedef {{ element: HTMLElement, unmount(): void }} Mounted
 * @typedef {{ mount(options: Record<string, unknown>): Mounted }} Widget
 * @typedef {{ osiguReady?: Promise<unknown>, OsiguPreAuth?: Widget }} GlobalsOfWidget
 */

const page = /** @type {GlobalsOfWidget} */ (globalThis);

/** Asked for by the widget whenever it needs one: this site's server knows who is logged in. */
export async function getToken() {
  const response = await fetch("/preauth-token", { method: "POST" });
  if (!response.ok) throw new Error(`The site's own server answered ${response.status}.`);
  const { access_token } = await response.json();
  return access_token;
}

/** In place of `getToken`, what a page meets whose server gives it no token. */
export async function refuseToken() {
  throw new Error("The site's own server answered 403.");
}

/**
 * Puts the widget into `container`.
 * @param {HTMLElement} container
 * @param {Record<string, unknown>} options
 * @returns {Promise<Mounted>}
 */
export async function embed(container, options) {
  await loaderScript();
  await page.osiguReady;
  if (!page.OsiguPreAuth) throw new Error("The loader ran, but there is no OsiguPreAuth.");
  return page.OsiguPreAuth.mount({ container, getToken, ...options });
}

/** Milliseconds for the loader to come. It may have failed before this module runs, which nobody tells any more. */
const patience = 10_000;

/**
 * The script tag is `async`: it may still be on its way when this module runs.
 * @returns {Promise<void>}
 */
function loaderScript() {
  if (page.osiguReady) return Promise.resolve();
  const script = document.querySelector('script[src$="loader.js"]');
  return new Promise((resolve, reject) => {
    script?.addEventListener("load", () => resolve());
    const fail = () => reject(new Error("The loader did not arrive."));
    script?.addEventListener("error", fail);
    setTimeout(fail, patience);
  });
}
