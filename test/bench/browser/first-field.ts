import type { HostPage, HostPages } from "../../browser/host-pages.ts";
import { throttle, viewport } from "./profile.ts";

/** Milliseconds of a visit: from the navigation to the first field, and what of it blocked the page beyond 50 ms at a time. */
export type FirstField = { ready: number; blocked: number };

declare global {
  interface Window {
    longTasks: { at: number; ms: number }[];
    fieldReadyAt: number | undefined;
  }
}

/** Opens a page with nothing in the cache, and waits until a field of the element can be typed into. */
export async function timeFirstField(pages: HostPages, shown: HostPage, tag: string): Promise<FirstField> {
  const { page } = await pages.open({
    ...shown,
    viewport,
    before: async (page) => {
      await throttle(page);
      await page.evaluateOnNewDocument(watchForField, tag);
    },
  });
  await page.waitForFunction(() => window.fieldReadyAt !== undefined, { timeout: 30_000 });
  const { ready, tasks } = await page.evaluate(async () => {
    // Long tasks are told a little after they have ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ready: window.fieldReadyAt ?? Number.NaN, tasks: window.longTasks };
  });
  await pages.leave();
  const before = tasks.filter(({ at }) => at < ready);
  return { ready, blocked: before.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0) };
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function watchForField(tag: string): void {
  window.longTasks = [];
  window.fieldReadyAt = undefined;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      window.longTasks.push({ at: startTime, ms: duration });
    }
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const field = document.querySelector(tag)?.shadowRoot?.querySelector("input:not([disabled])");
    // The callback of the frame after: the field has been painted.
    if (field) requestAnimationFrame((at) => (window.fieldReadyAt = at));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
