import type { Bring } from "./load-module.ts";

/** Names of the lazy files that others import; the build puts them in. */
declare const LEANED_ON: string[];

const fetched: Record<string, Promise<unknown> | undefined> = {};

/**
 * Fetches the file that an import names, and those that it leans on, so that the import finds them in the browser's
 * cache. Browsers remember an import that failed: Firefox each one, Chromium and WebKit what another file imports. No
 * later import would ask the server again, and under another address a file that others import would be there twice.
 */
export function fetchFirst(bring: Bring<unknown>, alone?: boolean): Promise<unknown> {
  // The build leaves a file's address in the text of the function that imports it, and nowhere else.
  const own = /[\w-]+\.js/.exec(`${bring}`);
  return Promise.all([...(own ?? []), ...(alone || !own ? [] : LEANED_ON)].map(fetchOnce));
}

function fetchOnce(name: string): Promise<unknown> {
  fetched[name] ??= fetch(new URL(name, import.meta.url))
    .then((response) => response.text().then(() => response.ok || Promise.reject(response)))
    .catch((thrown) => {
      fetched[name] = undefined;
      throw thrown;
    });
  return fetched[name];
}
