import type { MountOptions } from "./options.ts";
import type { OsiguPreauthElement } from "./public-element.ts";

/** A mounted widget. */
export type Mounted = {
  element: OsiguPreauthElement;
  /** Changes options and callbacks, at any time. */
  update(options: Partial<MountOptions>): void;
  unmount(): void;
};

/** What the loader defines on the page as `OsiguPreAuth`. */
export type OsiguPreAuthGlobal = { mount(options: MountOptions): Mounted };

declare global {
  interface Window {
    /** On a page with the loader. */
    OsiguPreAuth?: OsiguPreAuthGlobal;
    /** On a page with the loader. Resolves to `OsiguPreAuth`. */
    osiguReady?: Promise<OsiguPreAuthGlobal>;
  }
}
