import { type Mounted, mount as mountElement } from "./element/mount.ts";
import type { MountOptions } from "./element/options.ts";
import { OsiguPreauth as Element } from "./element/osigu-preauth.ts";
import { define } from "./element/osigu-preauth-define.ts";
import type { OsiguPreauthClass } from "./element/public-element.ts";

export type * from "./element/events.ts";
export type * from "./element/host-contract.ts";
export type { Mounted } from "./element/mount.ts";
export type * from "./element/options.ts";
export type * from "./element/public-element.ts";

/**
 * Makes the element inside `container` and hands it the options.
 *
 * @throws Error when the container cannot be found or `getToken` is missing.
 */
export const mount: (options: MountOptions) => Mounted = mountElement;

/** The class of `<osigu-preauth>`, registered by importing this module, where there are elements at all. */
export const OsiguPreauth: OsiguPreauthClass = Element;

if (globalThis.customElements) define();
