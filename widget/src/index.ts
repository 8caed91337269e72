import { mount as mountElement } from "./element/mount.ts";
import { OsiguPreauth as Element } from "./element/osigu-preauth.ts";
import { define } from "./element/osigu-preauth-define.ts";
import type { Mounted } from "./public/mounted.ts";
import type { MountOptions } from "./public/options.ts";
import type { OsiguPreauthClass } from "./public/public-element.ts";

export type * from "./public/attributes.ts";
export type * from "./public/events.ts";
export type * from "./public/host-contract.ts";
export type * from "./public/mounted.ts";
export type * from "./public/options.ts";
export type * from "./public/public-element.ts";
export type * from "./public/requests.ts";

/**
 * Creates the element with the options inside `container`.
 *
 * @throws Error when the container cannot be found or `getToken` is missing.
 */
export const mount: (options: MountOptions) => Mounted = mountElement;

/** Registers `<osigu-preauth-requests>`, the list of requests. Its modules load with the first call. */
export async function defineRequests(): Promise<void> {
  (await import("./request-list/define-requests.ts")).defineRequests();
}

/** The class of `<osigu-preauth>`. Importing this module registers it, where custom elements exist. */
export const OsiguPreauth: OsiguPreauthClass = Element;

if (globalThis.customElements) define();
