/** Bytes that a document may have to be looked at. DVS, "Limits": 6 MB, asynchronously. */
export const mostBytes = 6 * 1024 * 1024;
/** Bytes of all copies together, those that wait for their turn included. */
const mostInAll = 48 * 1024 * 1024;

/** A document's bytes beside their way to the insurer, for as long as it is looked at. */
export type Copy = {
  take(chunk: Buffer): void;
  /** Undefined when it was too large, or there was no room. */
  bytes(): Buffer | undefined;
  /** Makes room for others. Harmless when it was done. */
  drop(): void;
};

/** Where copies are held; their sizes together stay within bounds whatever is uploaded. */
export class Copies {
  #held = 0;

  get held(): number {
    return this.#held;
  }

  begin(): Copy {
    let chunks: Buffer[] | undefined = [];
    let size = 0;
    const drop = () => {
      this.#held -= size;
      size = 0;
      chunks = undefined;
    };
    return {
      take: (chunk) => {
        if (chunks === undefined) return;
        if (size + chunk.length > mostBytes || this.#held + chunk.length > mostInAll) return drop();
        // Copied: the parser's chunk is a view into a larger buffer that would be kept alive with it.
        chunks.push(Buffer.from(chunk));
        size += chunk.length;
        this.#held += chunk.length;
      },
      bytes: () => (chunks === undefined ? undefined : Buffer.concat(chunks)),
      drop,
    };
  }
}
