import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { FileKind } from "./file-signature.ts";

/**
 * The multipart body that goes to the vendor, made part by part while it is sent. Nothing in it but the file's
 * bytes and the checked `file_type` comes from outside: boundary, names and types are our own.
 */
export class MultipartBody extends Readable {
  readonly contentType: string;
  readonly #boundary = `preauth-${randomUUID()}`;
  readonly #onWanted: () => void;
  readonly #onDropped: () => void;
  #wanted = false;

  /** `onWanted` is called when there is room again after `write` said there was none, `onDropped` at the end. */
  constructor(onWanted: () => void, onDropped: () => void) {
    super();
    this.contentType = `multipart/form-data; boundary=${this.#boundary}`;
    this.#onWanted = onWanted;
    this.#onDropped = onDropped;
  }

  field(name: string, value: string): void {
    this.push(`--${this.#boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }

  beginFile(kind: FileKind): void {
    this.push(
      `--${this.#boundary}\r\nContent-Disposition: form-data; name="file"; ` +
        `filename="upload-${randomUUID()}.${kind.extension}"\r\nContent-Type: ${kind.mimeType}\r\n\r\n`,
    );
  }

  /** Bytes of the file; false when there is no room for more at the moment. */
  write(chunk: Buffer): boolean {
    this.#wanted = this.push(chunk);
    return this.#wanted;
  }

  endFile(): void {
    this.push("\r\n");
  }

  /** The closing boundary. Without it the vendor has no whole body and takes nothing. */
  finish(): void {
    this.push(`--${this.#boundary}--\r\n`);
    this.push(null);
  }

  override _read(): void {
    if (!this.#wanted) this.#onWanted();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#onDropped();
    callback(error);
  }
}
