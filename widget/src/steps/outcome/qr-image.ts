import { correction, generate, mode } from "lean-qr";
import { html, nothing } from "lit";

/** Modules of white around a code. A scanner needs them to find it. */
const quietZone = 4;
/** The largest version that is still easy to scan at the size on the screen: 57 modules, 213 bytes. */
const maxVersion = 10;
/** What every scanner reads: plain letters without the name of a character set, all others as UTF-8. */
const modes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/**
 * The modules of a QR code, row by row; undefined for a text that is too long. The error correction level is M, or a
 * higher one where that needs no larger code.
 */
export function qrModules(text: string): boolean[][] | undefined {
  try {
    const { size, get } = generate(text, { minCorrectionLevel: correction.M, maxVersion, modes });
    const indices = Array.from({ length: size }, (_, index) => index);
    return indices.map((y) => indices.map((x) => get(x, y)));
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
