declare global {
  interface Window {
    /** For each click since the last one by a test began, whether it reached the element that was meant. */
    clickHits: boolean[] | undefined;
  }
}

/** How often an element is clicked at the most until a click reaches it. */
const clickTries = 5;

/** Runs in the page: notes whether the clicks that follow reach the element. */
export function watchClicks(element: HTMLElement): void {
  const hits: boolean[] = [];
  window.clickHits = hits;
  const note = (event: Event) => hits.push(event.composedPath().includes(element));
  addEventListener("click", note, { capture: true });
  setTimeout(() => removeEventListener("click", note, { capture: true }), 10_000);
}

/**
 * Clicks again what has moved from under the pointer, as it does when the page adds something above it. `click` watches
 * the element, shows it and clicks in its middle; `hits` gives what the page noted, or nothing where a click has led to
 * another page.
 */
export async function clickUntilHit(
  click: () => Promise<void>,
  hits: () => Promise<boolean[] | null | undefined>,
): Promise<void> {
  for (let left = clickTries; left > 0; left -= 1) {
    await click();
    const noted = await hits();
    if (!noted?.length || noted.includes(true)) return;
  }
  throw new Error(
    `None of ${clickTries} clicks reached the element: something covers it, or it keeps moving.`,
  );
}
