import { html, nothing } from "lit";
import { readableBytes } from "../../format/bytes.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";

/** Documents that are added before the sponsor has said which it requires: chosen, dropped on the step or pasted. */
export class EarlyFiles {
  #host: StepHost;
  #end = new AbortController();

  constructor(host: StepHost) {
    this.#host = host;
    const { signal } = this.#end;
    host.root.addEventListener("dragover", (event) => event.preventDefault(), { signal });
    const take = (event: Event, data: DataTransfer | null) => {
      if (!data?.files.length) return;
      event.preventDefault();
      this.#add(data.files);
    };
    host.root.addEventListener("drop", (event) => take(event, (event as DragEvent).dataTransfer), { signal });
    host.root.addEventListener("paste", (event) => take(event, (event as ClipboardEvent).clipboardData), {
      signal,
    });
  }

  render() {
    const { flow, text } = this.#host;
    const onChange = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      this.#add(input.files ?? []);
      // Otherwise choosing the same file again fires no event.
      input.value = "";
    };
    return html`<section class="group" aria-labelledby="early-title">
      <h3 id="early-title">${text.documents}<span class="optional"> (${text.optional})</span></h3>
      <p class="hint" id="early-hint">${text.earlyDocuments}</p>
      ${
        flow.files.length
          ? html`<ul class="lines">${flow.files.map(
              ({ id, name, size }) => html`<li class="line">
                <div class="what"><bdi dir="ltr">${name}</bdi><span class="small muted">${readableBytes(size, text.tag)}</span></div>
                <button type="button" aria-label="${text.remove} ${name}" @click=${() => this.#remove(id, name)}>${text.remove}</button>
              </li>`,
            )}</ul>`
          : nothing
      }
      <label class="pick"
        ><input type="file" id="early-file" multiple aria-label="${text.chooseFile}: ${text.documents}"
          aria-describedby="early-hint" @change=${onChange} />${text.chooseFile}</label
      >
    </section>`;
  }

  disconnect(): void {
    this.#end.abort();
  }

  #add(files: Iterable<File>): void {
    const all = [...files];
    for (const file of all) {
      const id = newId();
      this.#host.files.set(id, file);
      const { name, size, type: mimeType } = file;
      this.#host.dispatch({
        type: "file_added",
        file: { id, fileType: "", name, size, mimeType, state: "waiting", sentBytes: 0 },
      });
    }
    if (all.length) this.#host.announce(this.#host.text.added(all.map(({ name }) => name).join(", ")));
  }

  #remove(id: string, name: string): void {
    this.#host.dispatch({ type: "file_removed", id });
    this.#host.announce(this.#host.text.removed(name));
    this.#host.root.getElementById("early-file")?.focus();
  }
}
