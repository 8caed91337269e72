import { html, nothing } from "lit";
import type { FileEntry } from "../../flow/state.ts";
import { isPhoto } from "../../flow/validation/file-validation.ts";
import { readableType } from "../../format/bytes.ts";
import { load } from "../../lazy/load-module.ts";
import type { StepHost } from "../step.ts";
import type { PhotoView } from "./photo-view.ts";

/** The preview of a file: a thumbnail in its row, and large after a press. A PDF opens in a new tab. */
export class Preview {
  #host: StepHost;
  #photos: PhotoView | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: StepHost) {
    this.#host = host;
  }

  /** A photo that is prepared shows a thumbnail, every other file its extension. */
  thumbnail(file: FileEntry) {
    const { text } = this.#host;
    const { name, mimeType, state } = file;
    const photo = isPhoto(mimeType);
    const kind = html`<span class="kind" aria-hidden="true">${(/\.(\w{1,4})$/.exec(name)?.[1] ?? readableType(mimeType)).slice(0, 4)}</span>`;
    if (state === "preparing" || state === "failed" || !(photo || mimeType === "application/pdf"))
      return kind;
    return html`<button type="button" class="thumb" aria-label=${photo ? text.previewOf(name) : `${text.previewOf(name)} (${text.newTab})`}
      @click=${() => this.#open(file)}>${(photo && this.#views()?.small(file)) || kind}</button>`;
  }

  /** What moves a page among the others, once the photos are loaded. */
  tools(file: FileEntry) {
    return this.#photos?.tools(file) ?? nothing;
  }

  /** The large preview. */
  render() {
    return this.#photos?.render() ?? nothing;
  }

  #open(file: FileEntry): void {
    const bytes = this.#host.files.get(file.id);
    if (isPhoto(file.mimeType)) void this.#photos?.open(file);
    else if (bytes) window.open(URL.createObjectURL(bytes), "_blank");
  }

  /** Loads the photo view with the first photo. Until then, or when it cannot be loaded, the extension shows. */
  #views(): PhotoView | undefined {
    this.#loading ??= load(() => import("./photo-view.ts")).then(
      ({ PhotoView }) => {
        this.#photos = new PhotoView(this.#host);
        this.#host.requestUpdate();
      },
      () => {
        this.#loading = undefined;
      },
    );
    return this.#photos;
  }
}
