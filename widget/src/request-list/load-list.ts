import { render } from "lit";
import { dispatchProblem } from "../element/host-events.ts";
import { loadingFrame } from "../element/loading-view.ts";
import { requestsTag } from "../element/tag-name.ts";
import { languageFor } from "../i18n/load-locale.ts";
import { load } from "../lazy/load-module.ts";
import { asProblem } from "../problem/problem.ts";

/** Loads the list of requests. Where that fails, each list of the page says so, with a button that tries again. */
export async function loadList(): Promise<void> {
  try {
    await load(() => import("./define-for-cdn.ts"));
  } catch (thrown) {
    console.error(`${requestsTag}: the list is not loaded. Does the page's script-src have the BFF?`);
    const loadProblem = asProblem(thrown);
    for (const list of document.querySelectorAll<HTMLElement>(requestsTag)) {
      const language = languageFor(list.getAttribute("locale") ?? undefined, list);
      render(loadingFrame({ loadProblem, retryLoads: loadList }, language), list);
      dispatchProblem(list, loadProblem, undefined);
    }
  }
}
