import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { FileType } from "./file-signature.ts";

type Callbacks = {
  /** There is room again after `write` returned false. */
  onDrain(): void;
  onDestroy(): void;
};

/**
 * The multipart body for the vendor, written while it is sent. Only the file's bytes and the checked `file_type` come
 * from the client: boundary, names and types are generated here.
 */
export class MultipartWriter extends Readable {
  readonly contentType: string;
  readonly #boundary = `preauth-${randomUUID()}`;
  readonly #callbacks: Callbacks;
  #hasRoom = false;

  constructor(callbacks: Callbacks) {
    super();
    this.contentType = `multipart/form-data; boundary=${this.#boundary}`;
    this.#callbacks = callbacks;
  }

  field(name: string, value: string): void {
    this.push(`--${this.#boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }

  startFile(type: FileType): void {
    this.push(
      `--${this.#boundary}\r\nContent-Disposition: form-data; name="file"; ` +
        `filename="upload-${randomUUID()}.${type.extension}"\r\nContent-Type: ${type.mimeType}\r\n\r\n`,
    );
  }

  /** Writes bytes of the file. False: there is no room for more until `onDrain`. */
  write(chunk: Buffer): boolean {
    this.#hasRoom = this.push(chunk);
    return this.#hasRoom;
  }

  endFile(): void {
    this.push("\r\n");
  }

  /** Writes the closing boundary. Without it the vendor has no complete body, and stores nothing. */
  finish(): void {
    this.push(`--${this.#boundary}--\r\n`);
    this.push(null);
  }

  override _read(): void {
    if (!this.#hasRoom) this.#callbacks.onDrain();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#callbacks.onDestroy();
    callback(error);
  }
}
