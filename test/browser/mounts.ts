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
