import type { OsiguPreAuthGlobal } from "../index.ts";

declare global {
  /** What the loader defines. */
  var OsiguPreAuth: OsiguPreAuthGlobal;
  /** Resolves to `OsiguPreAuth`. */
  var osiguReady: Promise<OsiguPreAuthGlobal>;
}
