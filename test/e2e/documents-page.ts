import type { WidgetPage } from "./widget-page.ts";

/** A picture as a camera takes it: real JPEG, of noise, which no encoder makes small. */
export type Shot = {
  name: string;
  width: number;
  height: number;
  /** How the camera was held, as Exif numbers it: 6 is a quarter turn. */
  orientation?: number;
};

/** A file as the widget holds it, ready to travel. */
export type Held = {
  name: string;
  type: string;
  size: number;
  sha256: string;
  width: number;
  height: number;
};

/** Ways in which a file comes to a document. */
export type Way = "picker" | "camera" | "drop" | "paste";

/** The documents step, as a person uses it with files, photos, drop and clipboard. */
export class DocumentsPage {
  readonly #widget: WidgetPage;

  constructor(widget: WidgetPage) {
    this.#widget = widget;
  }

  /** Adds files from disk to the place for documents of this type. */
  async attachTo(fileType: string, ...paths: string[]): Promise<void> {
    await this.#widget.find("file");
    const input = await this.#widget.tab.find(
      (id) => document.querySelector("osigu-preauth")?.shadowRoot?.getElementById(id),
      `file-${fileType}`,
    );
    await input.setFiles(...paths);
  }

  /** Takes photos and adds them together; resolves to their bytes, each. */
  async photograph(fileType: string, ...shots: Shot[]): Promise<number[]> {
    const sizes = await this.take(...shots);
    await this.addTaken(fileType);
    return sizes;
  }

  /** Takes photos, to be added later; resolves to their bytes, each. */
  take(...shots: Shot[]): Promise<number[]> {
    return this.#widget.tab.evaluate(takePhotos, shots);
  }

  /** Adds the photos that were taken, together. */
  async addTaken(fileType: string): Promise<void> {
    await this.#widget.find("file");
    await this.#widget.tab.evaluate((type) => {
      const root = document.querySelector("osigu-preauth")?.shadowRoot;
      const input = root?.getElementById(`file-${type}`) as HTMLInputElement;
      input.files = window.taken;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, fileType);
  }

  /** Brings a file of this content in one of the ways. */
  async bring(way: Way, fileType: string, file: { name: string; type: string; text: string }): Promise<void> {
    await this.#widget.find("file");
    await this.#widget.tab.evaluate(bringFile, way, fileType, file);
  }

  /** The files that the widget holds, in the order of the list. */
  held(): Promise<Held[]> {
    return this.#widget.tab.evaluate(readHeld);
  }

  /** The bytes of one of them. */
  async bytes(index = 0): Promise<Buffer> {
    const text = await this.#widget.tab.evaluate(async (at) => {
      const files = (document.querySelector("osigu-preauth") as unknown as { files: Map<string, File> })
        .files;
      const bytes = new Uint8Array(await ([...files.values()][at] as File).arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    }, index);
    return Buffer.from(text, "latin1");
  }

  /** The words of each row. */
  rows(): Promise<string[]> {
    return this.#widget.tab.evaluate(() =>
      [
        ...(document.querySelector("osigu-preauth")?.shadowRoot?.querySelectorAll<HTMLElement>(".file") ??
          []),
        // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts.
      ].map((row) => row.innerText.replace(/\s+/g, " ")),
    );
  }

  /** Waits until there are so many rows. */
  async hasRows(count: number): Promise<void> {
    await this.#widget.tab.waitFor(
      (wanted) =>
        document.querySelector("osigu-preauth")?.shadowRoot?.querySelectorAll(".file").length === wanted,
      count,
    );
  }

  /** Waits until the keyboard is at this place: a row by its file's name, else an element's id. */
  async hasKeyboard(place: string): Promise<void> {
    await this.#widget.tab.waitFor((wanted) => {
      const element = window.finder.focused();
      return (element?.querySelector(".filename")?.getAttribute("title") ?? element?.id) === wanted;
    }, place);
  }

  /** The page gives a session that the server does not take, as after it has ended; then good ones again. */
  async endSession(): Promise<void> {
    await this.#widget.tab.evaluate(async () => {
      type Client = { token(): Promise<string>; renewToken(refused: Promise<string>): Promise<string> };
      const { client } = document.querySelector("osigu-preauth") as unknown as { client: Client };
      const real = window.fetch;
      window.fetch = async () => Response.json({ access_token: "ended.ended.ended" });
      await client.renewToken(client.token());
      window.fetch = real;
    });
  }
}

declare global {
  interface Window {
    /** Photos that were taken last. */
    taken: FileList;
  }
}

/** Runs in the page: it must stand alone. */
async function takePhotos(shots: Shot[]): Promise<number[]> {
  const transfer = new DataTransfer();
  for (const { name, width, height, orientation } of shots) {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    const noise = new ImageData(512, 512);
    for (let at = 0; at < noise.data.length; at += 65_536) {
      crypto.getRandomValues(new Uint8Array(noise.data.buffer, at, 65_536));
    }
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
    for (let y = 0; y < height; y += 512) {
      for (let x = 0; x < width; x += 512) context.putImageData(noise, x, y);
    }
    const picture = await canvas.convertToBlob({ type: "image/jpeg", quality: 1 });
    // A segment of Exif with nothing but the orientation, behind the first marker.
    const exif = [
      ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
      ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
      ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation ?? 1, 0, 0, 0, 0, 0, 0],
    ];
    const spliced = new Blob([picture.slice(0, 2), new Uint8Array(exif), picture.slice(2)]);
    // Of a file in parts Firefox looks at the first alone to see what it is. A camera's file is in one.
    transfer.items.add(new File([await spliced.arrayBuffer()], name, { type: "image/jpeg" }));
  }
  window.taken = transfer.files;
  return [...transfer.files].map(({ size }) => size);
}

/** Runs in the page: it must stand alone. */
function bringFile(way: Way, fileType: string, file: { name: string; type: string; text: string }): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File([file.text], file.name, { type: file.type }));
  const root = document.querySelector("osigu-preauth")?.shadowRoot as ShadowRoot;
  const slot = root.querySelector(`[data-slot="${fileType}"]`) as HTMLElement;
  const all = { bubbles: true, composed: true, cancelable: true };
  if (way === "drop") slot.dispatchEvent(new DragEvent("drop", { ...all, dataTransfer: transfer }));
  else if (way === "paste") {
    // Firefox lets nobody make a paste with files in it.
    const paste = Object.defineProperty(new ClipboardEvent("paste", all), "clipboardData", {
      value: transfer,
    });
    slot.dispatchEvent(paste);
  } else {
    const input = slot.querySelector(way === "camera" ? "input[capture]" : `#file-${fileType}`);
    (input as HTMLInputElement).files = transfer.files;
    input?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Runs in the page: it must stand alone. */
function readHeld(): Promise<Held[]> {
  const { files } = document.querySelector("osigu-preauth") as unknown as { files: Map<string, File> };
  return Promise.all(
    [...files.values()].map(async (file) => {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const picture = await createImageBitmap(file).catch(() => ({ width: 0, height: 0 }));
      return {
        name: file.name,
        type: file.type,
        size: file.size,
        sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
        width: picture.width,
        height: picture.height,
      };
    }),
  );
}
