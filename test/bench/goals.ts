import type { Bytes } from "./bytes/measure-bytes.ts";

/** The most that each may weigh, in bytes. */
export const byteGoals = {
  loader: 500,
  firstScreen: 15_000,
  wholeFlow: 40_000,
  largestLazyChunk: 9_000,
  largestLocale: 3_000,
} satisfies Partial<Record<keyof Bytes, number>>;

/** What has a goal. */
export type Budgeted = keyof typeof byteGoals;

/** What each of them is, for a table. */
export const byteNames: Record<keyof Bytes, string> = {
  loader: "loader, Brotli",
  firstScreen: "first screen, gzip",
  wholeFlow: "whole flow to a code, Brotli",
  everything: "every script there is, one language, Brotli",
  largestLazyChunk: "largest lazy chunk, Brotli",
  largestLocale: "largest locale, Brotli",
};

/** First screens of others as measured in November 2026, gzip, in bytes. */
export const publishedFirstScreens = {
  "the vendor's loader, which renders nothing": 15_000,
  "mux-uploader": 16_102,
  "Uppy drag-drop": 27_382,
  "Shoelace's components for such a form": 47_760,
  "Adyen Drop-in": 130_804,
  LForms: 832_920,
};

/** Loaders of others as measured in November 2026, Brotli, in bytes. */
export const publishedLoaders = { "Stripe.js stub": 1_337, PayPal: 1_408, Onfido: 3_248 };

/** Whole flows of others as measured in November 2026, Brotli, in bytes. */
export const publishedFlows = { "Uppy, whole": 165_760, "Adyen, whole": 167_014 };

/** Where the server is to be. Costs are multiples of what raw Node and undici cost in the same run. */
export const serverGoals = {
  uncachedCost: 1.72,
  cachedCost: 1,
  addedMicroseconds: 150,
  readyMilliseconds: 500,
  idleMegabytes: 90,
};

/** Where uploads are to be: throughput as a multiple of http-proxy's in the same run, and megabytes added. */
export const uploadGoals = { throughput: 0.9, megabytes: 60 };

/** Where a page on a poor phone is to be: milliseconds, multiples of bare Lit, Chrome's layout shift, bytes of heap. */
export const browserGoals = {
  readyMilliseconds: 800,
  readyAsBareLit: 1.25,
  blockedMilliseconds: 30,
  responseMilliseconds: 100,
  shift: 0,
  leftKilobytes: 100,
};

/** First fields of others as measured in November 2026 on another machine, throttled, in milliseconds. */
export const publishedFirstFields = {
  "bare Lit": 637,
  "mux-uploader": 633,
  "Uppy drag-drop": 835,
  "Shoelace's components": 1_012,
  "Adyen Drop-in": 2_076,
  LForms: 6_221,
};

/** Blocking of others as measured then, in milliseconds. */
export const publishedBlocking = { "Uppy drag-drop": 22, "Shoelace's components": 135, "Adyen Drop-in": 571 };

/** Heap that others left after 200 mounts and unmounts as measured then, in kilobytes. */
export const publishedHeaps = { "Web Awesome": 181, Vaadin: 221, Descope: 307 };
