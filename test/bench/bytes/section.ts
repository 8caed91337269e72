import { type Figure, published, type Section } from "../figure.ts";
import {
  type Budgeted,
  byteGoals,
  byteNames,
  publishedFirstScreens,
  publishedFlows,
  publishedLoaders,
} from "../goals.ts";
import { weighBareLit } from "./bare-lit.ts";
import { measureBytes } from "./measure-bytes.ts";

/** What the widget weighs, with others beside it. */
export async function measureWeight(): Promise<Section> {
  const bytes = await measureBytes();
  const bareLit = await weighBareLit();
  const ours = (key: Budgeted): Figure => ({
    what: byteNames[key],
    value: bytes[key],
    goal: byteGoals[key],
  });
  return {
    title: "Bytes",
    figures: [
      ours("loader"),
      ...published(publishedLoaders),
      ours("firstScreen"),
      { what: "  bare Lit, bundled in this run", value: bareLit.gzip },
      ...published(publishedFirstScreens),
      ours("wholeFlow"),
      { what: byteNames.everything, value: bytes.everything },
      ...published(publishedFlows),
      { what: byteNames.largestLazyChunk, value: bytes.largestLazyChunk },
      { what: byteNames.largestLocale, value: bytes.largestLocale },
    ],
  };
}
