import { tagName } from "../element/tag-name.ts";
import { hasUnsentEntries } from "../element/unsent-entries.ts";
import type { OsiguPreauthElement } from "../public/public-element.ts";
import type { OpenedRequest, ReusedRequest } from "../public/requests.ts";

/** Shows a request in the page's `<osigu-preauth>`, if it has one. `question`: asked before entries are lost. */
export function openInWidget(
  list: HTMLElement,
  { authorization_request_id: requestId }: OpenedRequest,
  question: string,
): void {
  const widget = widgetBeside(list);
  if (!widget || !mayReplace(widget, question)) return;
  Object.assign(widget, { requestId });
  widget.scrollIntoView({ block: "nearest" });
}

/** Starts the page's `<osigu-preauth>` with the content of an earlier request, if the page has one. */
export function startInWidget(
  list: HTMLElement,
  { sponsor_slug: sponsorSlug, prefill }: ReusedRequest,
  question: string,
): void {
  const widget = widgetBeside(list);
  if (!widget || !mayReplace(widget, question)) return;
  Object.assign(widget, { sponsorSlug, prefill });
  widget.restart?.();
  widget.scrollIntoView({ block: "nearest" });
}

/** Asks, as the browser does before a page is left, while the widget holds something that is not sent yet. */
function mayReplace(widget: OsiguPreauthElement, question: string): boolean {
  return !hasUnsentEntries(widget) || confirm(question);
}

/** The widget in the list's own tree, else in the document. */
function widgetBeside(list: HTMLElement): OsiguPreauthElement | null {
  const tree = list.getRootNode() as ParentNode;
  return tree.querySelector?.(tagName) ?? document.querySelector(tagName);
}
