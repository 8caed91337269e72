import type { Page } from "puppeteer-core";

declare global {
  interface Window {
    callsUnderWay: number;
    mountWidget(options?: object): { unmount(): void };
  }
}

/** Nodes, listeners and bytes of heap as Chromium counts them, and elements of the document. */
export type Held = { Nodes: number; JSEventListeners: number; heap: number; elements: number };

/** Runs in the page, before anything of the page does. */
export function countCalls(): void {
  const { fetch } = window;
  window.callsUnderWay = 0;
  window.fetch = (...call) => {
    window.callsUnderWay++;
    return fetch(...call).finally(() => window.callsUnderWay--);
  };
}

/** Mounts and unmounts the widget of a page so often, and waits for the calls that this began. */
export async function mountTimes(page: Page, count: number): Promise<void> {
  await page.evaluate(async (times) => {
    for (let time = 0; time < times; time++) {
      const { unmount } = window.mountWidget();
      // Taken away at every moment of its beginning.
      if (time % 3) await new Promise((resolve) => setTimeout(resolve, time % 3));
      unmount();
    }
  }, count);
  await page.waitForFunction(() => window.callsUnderWay === 0);
}

/** What a page holds after everything that nobody needs is gone. */
export async function weigh(page: Page): Promise<Held> {
  const session = await page.createCDPSession();
  for (let round = 0; round < 3; round++) await session.send("HeapProfiler.collectGarbage");
  const { Nodes = 0, JSEventListeners = 0, JSHeapUsedSize = 0 } = await page.metrics();
  await session.detach();
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  return { Nodes, JSEventListeners, heap: JSHeapUsedSize, elements };
}

/** Bytes of heap that may be more after so many mounts: measurements of it differ by themselves. */
export const mostGrowth = 100_000;

/** Attempts of `weighOnceSettled`, and milliseconds between them. */
const attempts = 20;
const pause = 250;

/**
 * What a page holds once it holds no more than before. Responses that are being read and modules that are being
 * imported hold nodes and memory for a moment longer than their calls; a leak holds them for good, and is returned.
 */
export async function weighOnceSettled(page: Page, before: Held): Promise<Held> {
  for (let attempt = 1; ; attempt++) {
    const held = await weigh(page);
    const isSettled =
      held.Nodes <= before.Nodes &&
      held.JSEventListeners <= before.JSEventListeners &&
      held.heap - before.heap <= mostGrowth;
    if (isSettled || attempt === attempts) return held;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
