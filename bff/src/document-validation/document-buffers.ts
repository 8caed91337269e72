/** Bytes of a document that can be validated. DVS, "Limits": 6 MB, asynchronously. */
export const maxDocumentBytes = 6 * 1024 * 1024;
/** Bytes of all buffered documents, those in the queue included. */
const maxTotalBytes = 48 * 1024 * 1024;

/** A copy of a document's bytes, kept beside the upload until the document is validated. */
export type DocumentBuffer = {
  append(chunk: Buffer): void;
  /** Undefined when the document is too large, or there was no room for it. */
  bytes(): Buffer | undefined;
  /** Frees the memory. A second call does nothing. */
  release(): void;
};

/** Buffers whose total size is bounded, whatever is uploaded. */
export class DocumentBuffers {
  #totalBytes = 0;

  get totalBytes(): number {
    return this.#totalBytes;
  }

  create(): DocumentBuffer {
    let chunks: Buffer[] | undefined = [];
    let size = 0;
    const release = () => {
      this.#totalBytes -= size;
      size = 0;
      chunks = undefined;
    };
    return {
      append: (chunk) => {
        if (chunks === undefined) return;
        const isTooLarge = size + chunk.length > maxDocumentBytes;
        if (isTooLarge || this.#totalBytes + chunk.length > maxTotalBytes) return release();
        // Copied: the parser's chunk is a view of a larger buffer, which it would keep in memory.
        chunks.push(Buffer.from(chunk));
        size += chunk.length;
        this.#totalBytes += chunk.length;
      },
      bytes: () => (chunks === undefined ? undefined : Buffer.concat(chunks)),
      release,
    };
  }
}
