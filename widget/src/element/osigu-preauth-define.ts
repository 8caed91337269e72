import { OsiguPreauth } from "./osigu-preauth.ts";

/** The name under which the element is registered. */
export const tagName = "osigu-preauth";

/** Registers the element. A page that has one already keeps it, and is told. */
export function define(): void {
  if (customElements.get(tagName)) {
    console.warn(`<${tagName}> is registered already; this second copy is not used.`);
    return;
  }
  customElements.define(tagName, OsiguPreauth);
}

declare global {
  interface HTMLElementTagNameMap {
    "osigu-preauth": OsiguPreauth;
  }
}
