import { type Prefetched, prefetch } from "../api/prefetch.ts";
import { requestsTag } from "../element/tag-name.ts";
import { forLanguage, type LanguageCode } from "../i18n/language-code.ts";
import type { OsiguPreauthElement } from "../public/public-element.ts";
import { base, loadScript } from "./script.ts";
import { undefinedElements } from "./skeleton.ts";

/** Path of the first screen's texts in each language, relative to the loader. Defined by the build. */
declare const LANGUAGES: Record<LanguageCode, string>;

/** An element that is not defined yet: options are attributes, or properties of its own that it takes over then. */
export type Undefined = Partial<OsiguPreauthElement> & Element & { prefetched?: Prefetched };

/** Requests what an element needs first, while the script is loaded: the token, the first call, the texts. */
export function prepare(element: Undefined): void {
  if (element.prefetched) return;
  const option = <Name extends "bffUrl" | "locale" | "sponsorSlug" | "token">(
    name: Name,
    attribute: string = name,
  ) => element[name] ?? element.getAttribute(attribute);
  const { getToken } = element;
  const first = option("token");
  if (first || getToken) {
    const token = (async () => first || (getToken as () => Promise<string>)())();
    const sponsorSlug = option("sponsorSlug", "sponsor-slug");
    element.prefetched = prefetch(option("bffUrl", "bff-url") || base, token, sponsorSlug);
  }
  // The element imports them as well, and handles a failure.
  import(
    /* @vite-ignore */ base +
      forLanguage(LANGUAGES, option("locale"), element.closest<HTMLElement>("[lang]")?.lang)
  ).catch(() => {});
}

/** Prepares the elements in the page's markup, and loads the list of requests for a page that has one. */
export function prepareMarkup(): void {
  for (const element of document.querySelectorAll(undefinedElements)) prepare(element);
  if (document.querySelector(requestsTag)) loadScript("requests.js", requestsTag);
}
