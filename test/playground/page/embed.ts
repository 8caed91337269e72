/** The widget's host API, as far as this page uses it. */
type Mounted = { element: HTMLElement; unmount(): void };
type Widget = { mount(options: Record<string, unknown>): Mounted };

declare global {
  interface Window {
    osiguReady?: Promise<unknown>;
    OsiguPreAuth?: Widget;
  }
}

/** What a person can choose beside the widget. An empty text leaves the choice to the widget. */
export type Embedding = {
  sponsor: string;
  productType: string;
  locale: string;
  theme: string;
  brand: string;
};

/** Asked for by the widget whenever it needs one: this site's server knows who is logged in. */
async function getToken(): Promise<string> {
  const response = await fetch("/preauth-token", { method: "POST" });
  if (!response.ok) throw new Error(`The site's own server answered ${response.status}.`);
  const { access_token } = await response.json();
  return access_token;
}

/** Puts the widget into `container`. */
export async function embed(container: HTMLElement, choices: Embedding): Promise<Mounted> {
  await loaderScript();
  await window.osiguReady;
  if (!window.OsiguPreAuth) throw new Error("The loader ran, but there is no OsiguPreAuth.");
  return window.OsiguPreAuth.mount({
    container,
    getToken,
    sponsorSlug: choices.sponsor || undefined,
    productType: choices.productType || undefined,
    locale: choices.locale || undefined,
    theme: choices.theme,
  });
}

/** The script tag is `async`: it may still be on its way when this module runs. */
function loaderScript(): Promise<void> {
  if (window.osiguReady) return Promise.resolve();
  const script = document.querySelector('script[src$="loader.js"]');
  return new Promise((resolve, reject) => {
    script?.addEventListener("load", () => resolve());
    script?.addEventListener("error", () => reject(new Error("The loader did not arrive.")));
  });
}
