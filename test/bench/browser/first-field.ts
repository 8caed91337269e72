import type { Page } from "puppeteer-core";
import type { HostPage, HostPages } from "../../browser/host-pages.ts";
import { throttle, viewport } from "./profile.ts";

/**
 * Milliseconds of a visit: from the navigation to the first field; what of it blocked the page beyond 50 ms at a time
 * by the clock, which counts moments that others had the processor; and the same by the page's own CPU time.
 */
export type FirstField = { ready: number; blocked: number; blockedByCpu: number };

/** What Chromium traces: tasks, and marks of the page. */
const taskCategories = ["disabled-by-default-devtools.timeline", "devtools.timeline", "blink.user_timing"];
/** The mark of the moment at which the field is ready. */
const readyMark = "field-ready";

declare global {
  interface Window {
    longTasks: { at: number; ms: number }[];
    fieldReadyAt: number | undefined;
  }
}

/** `first`: nothing is cached. `second`: the page was visited before, so its files are. */
export type VisitKind = "first" | "second";

/** Opens a page and waits until a field of the element can be typed into. */
export async function timeFirstField(
  pages: HostPages,
  shown: HostPage,
  tag: string,
  kind: VisitKind = "first",
): Promise<FirstField> {
  const startTracing = (page: Page) => page.tracing.start({ categories: taskCategories });
  const { page } = await pages.open({
    ...shown,
    viewport,
    before: async (page) => {
      await throttle(page);
      await page.evaluateOnNewDocument(watchForField, tag, readyMark);
      if (kind === "first") await startTracing(page);
    },
  });
  if (kind === "second") {
    await page.waitForFunction(isReady, { timeout: 30_000 });
    await page.waitForNetworkIdle();
    await startTracing(page);
    await page.goto(page.url());
  }
  await page.waitForFunction(isReady, { timeout: 30_000 });
  const { ready, tasks } = await page.evaluate(async () => {
    // Long tasks are reported a little after they have ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ready: window.fieldReadyAt ?? Number.NaN, tasks: window.longTasks };
  });
  const trace = await page.tracing.stop();
  await pages.closePages();
  return {
    ready,
    blocked: blocking(tasks.filter(({ at }) => at < ready).map(({ ms }) => ms)),
    blockedByCpu: blocking(cpuOfTasks(trace)),
  };
}

const isReady = () => window.fieldReadyAt !== undefined;

/** What tasks of so many milliseconds take beyond the 50 in which a press would not be felt. */
const blocking = (tasks: number[]) => tasks.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0);

type TraceEvent = { name: string; ts: number; pid: number; tid: number; tdur?: number };

/** CPU milliseconds of each task of the page's main thread, from the navigation to the first field. */
function cpuOfTasks(trace: Uint8Array | undefined): number[] {
  const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString()) as { traceEvents: TraceEvent[] };
  const ready = traceEvents.find(({ name }) => name === readyMark);
  if (!ready) throw new Error("The trace does not say when the field was ready.");
  const own = traceEvents.filter(
    ({ pid, tid, ts }) => pid === ready.pid && tid === ready.tid && ts <= ready.ts,
  );
  const began = own.findLast(({ name }) => name === "navigationStart")?.ts ?? 0;
  const tasks = own.filter(({ name, ts }) => name === "RunTask" && ts >= began);
  return tasks.map(({ tdur = 0 }) => tdur / 1_000);
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function watchForField(tag: string, mark: string): void {
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
    if (!field) requestAnimationFrame(look);
    else
      requestAnimationFrame((at) => {
        performance.mark(mark);
        window.fieldReadyAt = at;
      });
  };
  requestAnimationFrame(look);
}
