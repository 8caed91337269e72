import { html, nothing } from "lit";
import { filesOf } from "../../flow/selectors/request.ts";
import type { FileEntry, FlowState } from "../../flow/state.ts";
import type { StepHost } from "../step.ts";

type Direction = "earlier" | "later";
const steps = { earlier: -1, later: 1 } as const satisfies Record<Direction, number>;

/** The pages of the PDF that a photo belongs to, in their order. */
export function pagesOf(flow: FlowState, { fileType }: FileEntry): FileEntry[] {
  return filesOf(flow, fileType).filter(({ state }) => state === "page");
}

/** The buttons that move a page before or after its neighbour, where it has one. */
export function pageTools(host: StepHost, file: FileEntry) {
  const { flow, text } = host;
  const pages = file.state === "page" ? pagesOf(flow, file) : [];
  const index = pages.indexOf(file);
  const tool = (direction: Direction) =>
    pages[index + steps[direction]]
      ? html`<button type="button" data-move=${direction} aria-label="${text[direction]}: ${file.name}"
          @click=${() => move(host, file, direction)}>${text[direction]}</button>`
      : nothing;
  return pages.length > 1
    ? html`<span class="moves small">${tool("earlier")} ${tool("later")}</span>`
    : nothing;
}

/** The focus follows the page: to the same button, at an end to the other one. */
function move(host: StepHost, file: FileEntry, direction: Direction): void {
  host.dispatch({ type: "page_moved", id: file.id, by: steps[direction] });
  const pages = pagesOf(host.flow, file);
  const position = pages.findIndex(({ id }) => id === file.id) + 1;
  host.announce(`${file.name}: ${host.text.pageOf(position, pages.length)}`);
  void host.updateComplete.then(() => {
    const row = host.root.querySelector(`[data-file="${file.id}"]`);
    const button = row?.querySelector<HTMLElement>(`[data-move="${direction}"]`);
    (button ?? row?.querySelector<HTMLElement>("[data-move]"))?.focus();
  });
}
