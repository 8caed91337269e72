import { tagName } from "../element/tag-name.ts";
import { preauthEvent } from "../public/events.ts";

/** Path of the widget's script, relative to the loader. Defined by the build. */
declare const SCRIPT: string;
/** The package's version. Defined by the build. */
declare const VERSION: string;

/** The folder that the loader was loaded from: everything else is there too. */
export const base = new URL(".", (document.currentScript as HTMLScriptElement).src).href;

/** Selects the elements that wait for the script. */
export const undefinedElements = `${tagName}:not(:defined)`;

/** Attempts after the first one. */
const retries = 3;

let isLoading = false;

/** Loads the widget's script, unless it is loaded or loading. Reports a final failure to every waiting element. */
export function loadScript(): void {
  if (isLoading) return;
  isLoading = true;
  importScript().catch((error) => {
    isLoading = false;
    const detail = { code: "unreachable", message: `${error}`, retryable: true };
    for (const element of document.querySelectorAll(undefinedElements)) {
      element.dispatchEvent(preauthEvent("preauth-error", detail));
    }
  });
}

/**
 * Imports the script. A browser may keep a failed import by its address, so every second attempt takes the files from
 * their other one: the BFF serves them under `v1` and under their version.
 */
async function importScript(): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await import(/* @vite-ignore */ (attempt % 2 ? `${base}../${VERSION}/` : base) + SCRIPT);
    } catch (error) {
      if (attempt >= retries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
