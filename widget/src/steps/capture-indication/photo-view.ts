import { html, nothing, type TemplateResult } from "lit";
import { pageOrderReducers } from "../../flow/reducers/page-order.ts";
import type { FileEntry } from "../../flow/state.ts";
import type { StepHost } from "../step.ts";
import { pageTools } from "./page-tools.ts";

/**
 * Photos: small in their rows, with what moves the pages of a PDF, and large over the step. A canvas needs no permission
 * of a content security policy.
 */
export class PhotoView {
  #host: StepHost;
  #drawn = new WeakMap<Element, File>();
  #large: FileEntry | undefined;

  constructor(host: StepHost) {
    this.#host = host;
    host.register(pageOrderReducers);
  }

  /** The photo in its row. */
  small(file: FileEntry): TemplateResult {
    return this.#canvas(file, 80);
  }

  /** What moves a page of a PDF. */
  tools(file: FileEntry) {
    return pageTools(this.#host, file);
  }

  /** The large photo over the step. */
  render() {
    const { text } = this.#host;
    const file = this.#large;
    if (!file) return nothing;
    const onClose = () => {
      this.#large = undefined;
      this.#host.requestUpdate();
    };
    return html`<dialog class="large" part="dialog" aria-label=${text.previewOf(file.name)} @close=${onClose}>
      <form method="dialog" class="bar"><bdi dir="ltr">${file.name}</bdi><button>${text.close}</button></form>
      ${this.#canvas(file, 1600)}
    </dialog>`;
  }

  async open(file: FileEntry): Promise<void> {
    this.#large = file;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.root.querySelector<HTMLDialogElement>("dialog.large:not([open])")?.showModal();
  }

  /** A canvas that is drawn after the update. */
  #canvas({ id }: FileEntry, longest: number) {
    const name = `${id}-${longest}`;
    void this.#host.updateComplete.then(() => this.#draw(name, id, longest));
    return html`<canvas data-draw=${name} width="1" height="1"></canvas>`;
  }

  #draw(name: string, id: string, longest: number): void {
    const file = this.#host.files.get(id);
    const canvas = this.#host.root.querySelector<HTMLCanvasElement>(`[data-draw="${name}"]`);
    if (!canvas || !file || this.#drawn.get(canvas) === file) return;
    this.#drawn.set(canvas, file);
    void drawPhoto(canvas, file, longest);
  }
}

/** Decodes the photo off the main thread. A photo that cannot be decoded stays blank. */
async function drawPhoto(canvas: HTMLCanvasElement, photo: File, longest: number): Promise<void> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" }).catch(() => undefined);
  if (!bitmap) return;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  canvas.width = bitmap.width * scale;
  canvas.height = bitmap.height * scale;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
