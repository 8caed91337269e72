import { OsiguPreauth } from "./osigu-preauth.ts";
import { tagName } from "./tag-name.ts";

/** Registers the element. A page that has another copy already keeps that one, and is told, with both versions. */
export function define(): void {
  const known = customElements.get(tagName) as { version?: string } | undefined;
  if (!known) customElements.define(tagName, OsiguPreauth);
  else if (known !== OsiguPreauth) {
    console.warn(`<${tagName}> ${known.version} is there already; ${OsiguPreauth.version} is not used.`);
  }
}
