import type { Bytes } from "./bytes/measure-bytes.ts";

/** The most that each is to weigh, in bytes. */
export const byteGoals = {
  loader: 1_000,
  firstScreen: 20_000,
  wholeFlow: 60_000,
} satisfies Partial<Record<keyof Bytes, number>>;

/**
 * The most that each may weigh in a test. The loader misses its goal: `mount`, the retries, the list and the form without
 * words are in it. The whole flow misses it by what keeps typed text from being lost, a unit from being guessed, and the
 * focus with its field or file where others come or go.
 */
export const byteLimits = { ...byteGoals, loader: 1_300, wholeFlow: 62_200 };

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
  requests: "list of requests, Brotli",
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

/** The server: CPU per call as a ratio of another's in the same run, milliseconds from start to ready, megabytes. */
export const serverGoals = {
  uncachedToKoaPeer: 1.25,
  cachedToRaw: 1,
  readyMilliseconds: 1_000,
  idleMegabytes: 120,
};

/** Uploads: megabytes per second on a quiet machine, throughput as a ratio of http-proxy's, megabytes of memory added. */
export const uploadGoals = { megabytesPerSecond: 250, throughputToHttpProxy: 0.6, megabytes: 100 };

/** Event streams: KiB of memory per stream, and the time of one event to all as a ratio of bare Koa's in the same run. */
export const streamGoals = { kibibytes: 24, eventToBareKoa: 1.2 };

/** A list of 10,000 requests: milliseconds of the server's CPU for a page of 15, and commands of Redis for it. */
export const listGoals = { firstPageMilliseconds: 50, redisCommands: 20 };

/** The browser, throttled: multiples of bare Lit in the same run, milliseconds, Chrome's layout shift, kilobytes of heap. */
export const browserGoals = {
  readyToBareLit: 0.85,
  readyWithTokenToBareLit: 0.8,
  readyAgainToBareLit: 0.6,
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
