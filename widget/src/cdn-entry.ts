import { mount } from "./element/mount.ts";
import { OsiguPreauth } from "./element/osigu-preauth.ts";
import { define } from "./element/osigu-preauth-define.ts";
import { beforeImports } from "./lazy/load-module.ts";
import { fetchFirst } from "./lazy/prefetch.ts";

/** What the loader loads: the element, registered, that finds its BFF where its script came from. */
OsiguPreauth.defaultBffUrl = new URL(import.meta.url).origin;
beforeImports(fetchFirst);
define();

export { mount };
