import { svg } from "lit";
import { icon } from "../element/icons.ts";

/** Marks of what has been decided. */
export const icons = {
  check: icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m6.8 10.2 2.2 2.2 4.2-4.6"/>`),
  cross: icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m7.5 7.5 5 5m0-5-5 5"/>`),
  clock: icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6v4.2l2.6 1.6"/>`),
};
