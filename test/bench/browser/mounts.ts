import type { Page } from "puppeteer-core";
import type { HostPage, HostPages } from "../../browser/host-pages.ts";
import { countCalls, mountTimes, weigh, weighOnceSettled } from "../../browser/mounts.ts";

/** Mounts and unmounts that are counted, and as many before by which what is made once is there: compiled code above all. */
export const mounts = 200;

/** What is left after the mounts: nodes, listeners and calls under way in number, and bytes of heap. */
export type Left = { nodes: number; listeners: number; calls: number; heap: number };

/** Mounts and unmounts an element of this tag in a page of its own. The page is not throttled. */
export async function leftAfterMounts(pages: HostPages, shown: HostPage, tag: string): Promise<Left> {
  const { page } = await pages.open({
    ...shown,
    before: (page) => page.evaluateOnNewDocument(countCalls),
  });
  await page.waitForFunction(isThere, {}, tag);
  await mountTimes(page, mounts);
  const before = await weigh(page);
  await mountTimes(page, mounts);
  const after = await weighOnceSettled(page, before);
  const calls = await callsUnderWay(page);
  await pages.closePages();
  return {
    nodes: Math.max(0, after.Nodes - before.Nodes, after.elements - before.elements),
    listeners: Math.max(0, after.JSEventListeners - before.JSEventListeners),
    calls,
    heap: after.heap - before.heap,
  };
}

const isThere = (tag: string) =>
  window.mountWidget !== undefined && document.querySelector(tag)?.shadowRoot?.querySelector("input") != null;

function callsUnderWay(page: Page): Promise<number> {
  return page.evaluate(() => window.callsUnderWay);
}
