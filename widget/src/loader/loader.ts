/** Path of the widget's script, relative to the loader. Defined by the build. */
declare const SCRIPT: string;
/** The package's version. Defined by the build. */
declare const VERSION: string;

interface LoaderWindow {
  OsiguPreAuth?: unknown;
  osiguReady?: Promise<unknown> | undefined;
}

const page = window as LoaderWindow;
const own = (document.currentScript as HTMLScriptElement).src;

/** Attempts after the first one. */
const retries = 3;

/**
 * Imports the script. A browser may keep a failed import by its address, so every second attempt takes the files from
 * their other one: the BFF serves them under `v1` and under their version.
 */
function load(attempt: number): Promise<unknown> {
  const address = new URL(attempt % 2 ? `../${VERSION}/${SCRIPT}` : SCRIPT, own).href;
  return import(/* @vite-ignore */ address).then(
    ({ mount }) => {
      page.OsiguPreAuth = { mount };
      return page.OsiguPreAuth;
    },
    (cause) => {
      if (attempt >= retries) {
        page.osiguReady = undefined;
        throw cause;
      }
      return new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt)).then(() => load(attempt + 1));
    },
  );
}

page.osiguReady ||= load(0);
