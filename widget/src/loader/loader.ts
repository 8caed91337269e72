/** Path of the widget's script beside this file; the build puts it in. */
declare const SCRIPT: string;

interface LoaderWindow {
  OsiguPreAuth?: unknown;
  osiguReady?: Promise<unknown> | undefined;
}

/*
 * A classic script: fetches the widget from where it came itself, and says when it is there. A load that failed is
 * forgotten and tried again, under another address, because browsers remember a module that failed.
 */
const page = window as LoaderWindow;
const own = (document.currentScript as HTMLScriptElement).src;

const load = (attempt: number): Promise<unknown> =>
  import(/* @vite-ignore */ new URL(SCRIPT + (attempt ? `?${attempt}` : ""), own).href).then(
    ({ mount }) => {
      page.OsiguPreAuth = { mount };
      return page.OsiguPreAuth;
    },
    (cause) => {
      if (attempt > 3) {
        page.osiguReady = undefined;
        throw cause;
      }
      return new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt)).then(() => load(attempt + 1));
    },
  );

page.osiguReady ||= load(0);
