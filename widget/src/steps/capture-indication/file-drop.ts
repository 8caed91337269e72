import type { DocumentRule } from "@osigu-preauth/shared";
import { documentRules, filesOf, hasRoomFor, missingDocuments } from "../../flow/selectors/request.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";

/** Adds files to the flow, whether chosen, photographed, dropped on the step or pasted into it. */
export class FileDrop {
  #host: StepHost;
  #end = new AbortController();

  constructor(host: StepHost) {
    this.#host = host;
    const { signal } = this.#end;
    const listen = <Type extends "dragover" | "dragleave" | "drop" | "paste">(
      type: Type,
      then: (event: HTMLElementEventMap[Type]) => void,
    ) => host.root.addEventListener(type, then as (event: Event) => void, { signal });
    listen("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#mark(slotOf(event));
    });
    listen("dragleave", () => this.#mark(undefined));
    listen("drop", (event) => this.#take(event, event.dataTransfer));
    listen("paste", (event) => this.#take(event, event.clipboardData));
  }

  /** Adds an entry for each file before its content is read. The focus goes to the last one. */
  add(files: Iterable<File>, { file_type: fileType }: DocumentRule): void {
    for (const file of files) {
      const id = newId();
      this.#host.files.set(id, file);
      const { name, size, type: mimeType } = file;
      this.#host.dispatch({
        type: "file_added",
        file: { id, fileType, name, size, mimeType, state: "waiting", sentBytes: 0 },
      });
      void this.#host.updateComplete.then(() =>
        this.#host.root.querySelector<HTMLElement>(`[data-file="${id}"]`)?.focus(),
      );
    }
  }

  disconnect(): void {
    this.#end.abort();
  }

  /** A file outside every slot goes to a document that is missing. The browser never opens it in place of the page. */
  #take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    this.#mark(undefined);
    const { flow } = this.#host;
    const rules = documentRules(flow);
    const target = slotOf(event)?.dataset.slot;
    const rule =
      rules.find(({ file_type }) => file_type === target) ??
      missingDocuments(flow).find(({ file_type }) => !filesOf(flow, file_type).length) ??
      rules.find((one) => hasRoomFor(flow, one, true)) ??
      rules[0];
    if (!files.length || !rule) return;
    event.preventDefault();
    this.add(files, rule);
  }

  #mark(over: HTMLElement | undefined): void {
    for (const slot of this.#host.root.querySelectorAll(".slot")) {
      slot.toggleAttribute("data-over", slot === over);
    }
  }
}

function slotOf(event: Event): HTMLElement | undefined {
  return event.composedPath().find((node) => (node as HTMLElement).dataset?.slot) as HTMLElement | undefined;
}
