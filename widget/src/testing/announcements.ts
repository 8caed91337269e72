/**
 * Records everything that the live region of an element says from now on, in order: what it said is gone from it after
 * two seconds.
 */
export function recordAnnouncements(root: ShadowRoot, selector = "[role=status]"): string[] {
  const announced: string[] = [];
  let last = "";
  new MutationObserver(() => {
    const message = root.querySelector(selector)?.textContent ?? "";
    if (message === last) return;
    last = message;
    if (message.trim()) announced.push(message.trim());
  }).observe(root, { childList: true, characterData: true, subtree: true });
  return announced;
}
