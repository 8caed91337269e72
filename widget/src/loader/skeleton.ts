import { tagName } from "../element/tag-name.ts";

/** Selects the elements that wait for the script. */
export const undefinedElements = `${tagName}:not(:defined)`;

/** The progress, the title, two fields and the button of a usual search form: place and size of each. */
const shapes = ["4px/100% 3px", "60px/8em 27px", "106px/100% 63px", "186px/100% 63px", "281px/100% 44px"];

/** Draws a usual search form without words, in its size, in place of an undefined element. The page's own rules win. */
export const skeleton = new CSSStyleSheet();
const layers = shapes.map((shape) => `linear-gradient(#8882 0 0) 0 ${shape} no-repeat`);
skeleton.replaceSync(
  `:where(${undefinedElements}){display:block;width:720px;max-width:100%;min-height:336px;background:${layers}}`,
);
