import { svg } from "lit";
import { icon } from "./icons.ts";

/** The icons of what is known only after the first screen. */
export const checkIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m6.8 10.2 2.2 2.2 4.2-4.6"/>`);
export const crossIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m7.5 7.5 5 5m0-5-5 5"/>`);
export const clockIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6v4.2l2.6 1.6"/>`);
