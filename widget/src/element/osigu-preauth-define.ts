import { explain } from "../diagnostics/explain.ts";
import { OsiguPreauth } from "./osigu-preauth.ts";
import { tagName } from "./tag-name.ts";

/** Registers the element. On a page with another copy that one stays, and a warning names both versions. */
export function define(): void {
  const known = customElements.get(tagName) as { version?: string } | undefined;
  if (!known) customElements.define(tagName, OsiguPreauth);
  else if (known !== OsiguPreauth) void explain("defined_twice", known.version, OsiguPreauth.version);
}
