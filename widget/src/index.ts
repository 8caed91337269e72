import { type Mounted, mount as mountElement } from "./element/mount.ts";
import { OsiguPreauth as Element } from "./element/osigu-preauth.ts";
import { define } from "./element/osigu-preauth-define.ts";
import type { MountOptions } from "./public/options.ts";
import type { OsiguPreauthClass } from "./public/public-element.ts";

export type { Mounted } from "./element/mount.ts";
export type * from "./public/events.ts";
export type * from "./public/host-contract.ts";
export type * from "./public/options.ts";
export type * from "./public/public-element.ts";

/**
 * Makes the element inside `container` and hands it the options.
 *
 * @throws Error when the container cannot be found or `getToken` is missing.
 */
export const mount: (options: MountOptions) => Mounted = mountElement;

/** The class of `<osigu-preauth>`, registered by importing this module, where there are elements at all. */
export const OsiguPreauth: OsiguPreauthClass = Element;

if (globalThis.customElements) define();
