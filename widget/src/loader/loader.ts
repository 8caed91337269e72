import { mount as mountElement } from "../element/mount.ts";
import type { Mounted } from "../public/mounted.ts";
import type { MountOptions } from "../public/options.ts";
import { prepare, prepareMarkup } from "./prepare.ts";
import { loadScript } from "./script.ts";
import { skeleton } from "./skeleton.ts";

/*
 * The loader: a classic script that defines `OsiguPreAuth` and `osiguReady` at once and loads the widget's script
 * meanwhile. The browser upgrades the elements when the script defines them. A second tag on a page does nothing.
 */
const page = window;

/** Makes the element and requests what it needs first. Loads the script again when it could not be loaded before. */
function mount(options: MountOptions): Mounted {
  const mounted = mountElement(options);
  prepare(mounted.element);
  loadScript();
  return mounted;
}

if (!page.osiguReady) {
  page.OsiguPreAuth = { mount };
  page.osiguReady = Promise.resolve(page.OsiguPreAuth);
  loadScript();
  document.adoptedStyleSheets.push(skeleton);
  prepareMarkup();
  addEventListener("DOMContentLoaded", prepareMarkup);
}
