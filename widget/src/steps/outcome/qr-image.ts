import { html, nothing } from "lit";
import { encode } from "uqr";

/** Modules of white around a code. A scanner needs them to find it. */
const quietZone = 4;
/** The largest version that is still easy to scan at the size on the screen: 57 modules, 213 bytes. */
const maxVersion = 10;

/** The modules of a QR code with error correction level M, row by row; undefined for a text that is too long. */
export function qrModules(text: string, maskPattern?: number): boolean[][] | undefined {
  try {
    const bytes = [...new TextEncoder().encode(text)];
    return encode(bytes, { ecc: "M", boostEcc: false, border: 0, maxVersion, maskPattern: maskPattern ?? -1 })
      .data;
  } catch {
    return undefined;
  }
}

/** A QR code, black on white in every theme. Nothing for a text that is too long. */
export function qrImage(text: string, label: string) {
  const modules = qrModules(text);
  if (!modules) return nothing;
  const size = modules.length + 2 * quietZone;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quietZone} ${y + quietZone}h1v1h-1z` : "")))
    .join("");
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}: ${text}" shape-rendering="crispEdges">
    <path d=${path}></path>
  </svg>`;
}
