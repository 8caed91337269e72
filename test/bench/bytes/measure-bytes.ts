import { startEnvironment } from "../../e2e/environment.ts";
import { loadedAtForm, loadedToTheCode } from "./loaded-files.ts";
import { sumOf, type Weight, weighWidget } from "./weigh.ts";

/** What the widget weighs, in bytes. */
export type Bytes = {
  /** Brotli. */
  loader: number;
  /** Gzip: all scripts until the search form can be typed into, in the language where that is most. */
  firstScreen: number;
  /** Brotli: all scripts of a run from the first screen to a code, in the language where that is most. */
  wholeFlow: number;
  /** Brotli: every script that there is, whatever a sponsor asks for, in the language where that is most. */
  everything: number;
  /** Brotli: the largest file that is not part of the first screen. */
  largestLazyChunk: number;
  /** Brotli: all files of one language together, where that is most. */
  largestLocale: number;
  /** Brotli: what the list of requests has of its own, in the language where that is most. */
  requests: number;
};

const locales = ["en", "es", "pt-BR"];

/** Weighs the built widget, and what a real browser loads of it from a real BFF. */
export async function measureBytes(): Promise<Bytes> {
  const environment = await startEnvironment({ engine: "chromium" });
  try {
    const weights = weighWidget();
    const first: string[][] = [];
    for (const locale of locales) first.push(await loadedAtForm(environment, locale));
    const isFirst = new Set(first.flat());
    const isOfList = ({ file }: Weight) =>
      /^(requests\.js|chunks\/(define-for-cdn|request-list)-)/.test(file);
    const all = [...weights.values()].filter((weight) => !isOfList(weight));
    const list = [...weights.values()].filter(isOfList);
    const listWords = wordsOf(list);
    const words = wordsOf(all);
    const others = all.filter((weight) => !words.flat().includes(weight));
    const loaded = await loadedToTheCode(environment);
    const largestLocale = total(words.map(largest));
    const flowWords = words.filter((group) => group.some(({ file }) => loaded.includes(file)));
    return {
      loader: sumOf(["loader.js"], weights, "brotli"),
      firstScreen: Math.max(...first.map((files) => sumOf(files, weights, "gzip"))),
      wholeFlow: total(others.filter(({ file }) => loaded.includes(file))) + total(flowWords.map(largest)),
      everything: total(others) + largestLocale,
      largestLazyChunk: largest(all.filter(({ file }) => !isFirst.has(file))).brotli,
      largestLocale,
      requests:
        total(list.filter((weight) => !listWords.flat().includes(weight))) + total(listWords.map(largest)),
    };
  } finally {
    await environment.close();
  }
}

/** Files of which there is one for each language, and which differ in the hash of their names only. */
function wordsOf(weights: Weight[]): Weight[][] {
  const alike = Map.groupBy(weights, ({ file }) => file.replace(/-[\w-]{6}\.js$/, ""));
  return [...alike.values()].filter((group) => group.length === locales.length);
}

const total = (weights: Weight[]) => weights.reduce((sum, { brotli }) => sum + brotli, 0);

function largest(weights: Weight[]): Weight {
  return weights.reduce((most, one) => (one.brotli > most.brotli ? one : most), {
    file: "",
    brotli: 0,
    gzip: 0,
  });
}
