import type { Prefetched } from "../api/prefetch.ts";

/** What was requested before the element was defined. A token in the page's HTML leaves it with its first use. */
export function takePrefetched(
  element: Element & { token: string | Promise<string> | undefined; prefetched: Prefetched | undefined },
): Partial<Prefetched> | undefined {
  const { token, prefetched } = element;
  element.removeAttribute("token");
  element.token = undefined;
  element.prefetched = undefined;
  return prefetched ?? (token ? { token: Promise.resolve(token) } : undefined);
}
