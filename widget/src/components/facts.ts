import { html, nothing } from "lit";

/** Facts in one line, with dots between them. Each stays whole where it fits: a code does not break at its hyphens. */
export function facts(...values: unknown[]) {
  const known = values.filter(Boolean);
  return known.map(
    (value, index) => html` <bdi>${value}${index < known.length - 1 ? "\u00a0·" : nothing}</bdi>`,
  );
}
