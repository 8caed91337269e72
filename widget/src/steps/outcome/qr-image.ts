import { html, nothing } from "lit";
import { qrCode } from "./qr-code.ts";

/** Modules of white around a code, without which it cannot be found. */
const quiet = 4;

/** A text to be scanned: black on white in every theme. Nothing where it is too long. */
export function qrImage(text: string, label: string) {
  const modules = qrCode(text);
  if (!modules) return nothing;
  const size = modules.length + 2 * quiet;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : "")))
    .join("");
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}: ${text}" shape-rendering="crispEdges">
    <path d=${path}></path>
  </svg>`;
}
