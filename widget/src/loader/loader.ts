/** Path of the widget's script beside this file; the build puts it in. */
declare const SCRIPT: string;

interface LoaderWindow {
  OsiguPreAuth?: unknown;
  osiguReady?: Promise<unknown> | undefined;
}

/*
 * A classic script: fetches the widget from where it came itself, and says when it is there. A load that failed is
 * forgotten and tried again. It is fetched before it is imported: browsers remember an import that failed, and under
 * another address the widget would be there twice, as its other files import it by its own.
 */
const page = window as LoaderWindow;
const script = new URL(SCRIPT, (document.currentScript as HTMLScriptElement).src).href;

const load = (attempt: number): Promise<unknown> =>
  fetch(script)
    .then((response) => response.text().then(() => response.ok || Promise.reject(response)))
    .then(() => import(/* @vite-ignore */ script))
    .then(
      ({ mount }) => {
        page.OsiguPreAuth = { mount };
        return page.OsiguPreAuth;
      },
      (cause) => {
        if (attempt > 3) {
          page.osiguReady = undefined;
          throw cause;
        }
        return new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt)).then(() =>
          load(attempt + 1),
        );
      },
    );

page.osiguReady ||= load(0);
