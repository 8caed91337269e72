import type { Page, Viewport } from "puppeteer-core";

/** The window of every measurement. */
export const viewport: Viewport = { width: 390, height: 844 };

/** Bytes a second each way, and milliseconds that every answer takes longer. */
const line = { download: 1_600_000 / 8, upload: 750_000 / 8, latency: 150 };

/** Times that the processor is slower. */
const slowness = 4;

/** Makes the page that of a poor phone on a mobile connection, before it is opened. */
export async function throttle(page: Page): Promise<void> {
  await page.emulateCPUThrottling(slowness);
  await page.emulateNetworkConditions(line);
}
