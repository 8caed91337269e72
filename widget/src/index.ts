export type * from "./element/events.ts";
export { type Mounted, mount } from "./element/mount.ts";
export type * from "./element/options.ts";
export { OsiguPreauth } from "./element/osigu-preauth.ts";
export { define } from "./element/osigu-preauth-define.ts";
