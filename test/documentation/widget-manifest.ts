import { readFileSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";

/** What `custom-elements.json` of the built package says of the element, as far as the reference shows it. */
export type ElementManifest = {
  members: { kind: string; name: string; attribute?: string; description?: string }[];
  events: { name: string; description?: string }[];
  cssParts: { name: string; description?: string }[];
  cssProperties: { name: string; description?: string }[];
};

/**
 * The manifest of an element, from the last build.
 *
 * @throws Error without a build.
 */
export function readManifest(name: string): ElementManifest {
  const path = inRepository("widget/dist/npm/custom-elements.json");
  const manifest: { modules: { declarations: (ElementManifest & { tagName: string })[] }[] } = JSON.parse(
    readFileSync(path, "utf8"),
  );
  const element = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === name);
  if (!element) throw new Error(`custom-elements.json has no ${name}; run: pnpm build`);
  return element;
}
