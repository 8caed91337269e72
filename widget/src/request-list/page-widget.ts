import { tagName } from "../element/tag-name.ts";
import type { OsiguPreauthElement } from "../public/public-element.ts";
import type { OpenedRequest, ReusedRequest } from "../public/requests.ts";

/** Shows a request in the page's `<osigu-preauth>`, if it has one. */
export function openInWidget(
  list: HTMLElement,
  { authorization_request_id: requestId }: OpenedRequest,
): void {
  const widget = widgetBeside(list);
  if (!widget) return;
  Object.assign(widget, { requestId });
  widget.scrollIntoView({ block: "nearest" });
}

/** Starts the page's `<osigu-preauth>` with the content of an earlier request, if the page has one. */
export function startInWidget(
  list: HTMLElement,
  { sponsor_slug: sponsorSlug, prefill }: ReusedRequest,
): void {
  const widget = widgetBeside(list);
  if (!widget) return;
  Object.assign(widget, { sponsorSlug, prefill });
  widget.restart?.();
  widget.scrollIntoView({ block: "nearest" });
}

/** The widget in the list's own tree, else in the document. */
function widgetBeside(list: HTMLElement): OsiguPreauthElement | null {
  const tree = list.getRootNode() as ParentNode;
  return tree.querySelector?.(tagName) ?? document.querySelector(tagName);
}
