import { tagName } from "../element/tag-name.ts";
import type { Callbacks } from "../public/options.ts";
import { skeleton, undefinedElements } from "./skeleton.ts";

/** Path of the widget's script, relative to the loader. Defined by the build. */
declare const SCRIPT: string;
/** The package's version. Defined by the build. */
declare const VERSION: string;

/** What to do when nothing can be loaded from there. */
const advice = `${tagName}: load loader.js from the BFF, allowed by script-src`;

/** The folder that the loader was loaded from: everything else is there too. */
export const base = new URL(".", loaderAddress()).href;

const loading = new Set<string>();

/**
 * The loader's own address. A module and evaluated text have no `currentScript`: the page's tag tells it.
 *
 * @throws Error when the page has no such tag.
 */
function loaderAddress(): string {
  const ofTag = document.currentScript ?? document.querySelector('[type=module][src*="/loader.js"]');
  const script = ofTag ?? document.querySelector('[src*="/loader.js"]');
  const address = (script as HTMLScriptElement | null)?.src;
  if (!address) throw new Error(advice);
  return address;
}

/**
 * Loads a script, the widget's by default, unless it is loaded or loading. Reports a final failure to every element
 * that waits for it, and the widget's own then wait for nothing any more.
 */
export function loadScript(path = SCRIPT, waiting = undefinedElements): void {
  if (loading.has(path)) return;
  loading.add(path);
  skeleton.disabled = false;
  importScript(path).catch((error) => {
    loading.delete(path);
    skeleton.disabled = !loading.has(SCRIPT);
    console.error(advice, error);
    const code = "unreachable";
    const detail = { code, message: code, retryable: true };
    for (const element of document.querySelectorAll<Element & Callbacks>(waiting)) {
      element.onError?.(detail);
      element.onLoadError?.(detail);
      element.dispatchEvent(new CustomEvent("preauth-error", { detail, bubbles: true, composed: true }));
    }
  });
}

/**
 * Imports a script by its path, in four attempts. A browser may keep a failed import by its address, so every second
 * attempt takes the files from their other one: the BFF serves them under `v1` and under their version.
 */
async function importScript(path: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await import(/* @vite-ignore */ (attempt % 2 ? `${base}../${VERSION}/` : base) + path);
    } catch (error) {
      if (attempt > 2) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
