import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { DocumentCheck } from "@osigu-preauth/shared";
import { Gauge } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";
import type { EventLog } from "../request-events/event-log.ts";
import { detectFileType } from "../uploads/file-signature.ts";
import type { Classifier } from "./classifier.ts";
import { type DocumentBuffer, DocumentBuffers } from "./document-buffers.ts";
import { compareTypes } from "./document-types.ts";

/** Documents that are validated at the same time, and documents in the queue. Further ones are not validated. */
const maxConcurrent = 4;
const maxQueued = 20;

type Deps = {
  classifier: Classifier;
  eventLog: EventLog;
  metrics: Metrics;
  /** Slugs of the sponsors whose documents are validated. */
  sponsors: readonly string[];
};

/**
 * Validates documents after their upload, and appends the result to the request's event log. The result is advice:
 * nothing waits for it, and every failure means `not_checked`.
 */
export class DocumentChecks {
  readonly #deps: Deps;
  readonly #buffers = new DocumentBuffers();
  readonly #queue: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    const buffers = this.#buffers;
    new Gauge({
      name: "preauth_document_copies_bytes",
      help: "Bytes of documents held for validation.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(buffers.totalBytes);
      },
    });
  }

  /** A buffer for a request's next document; undefined when its sponsor's documents are not validated. */
  async bufferFor(requestId: string): Promise<DocumentBuffer | undefined> {
    const entries = await this.#deps.eventLog.read(requestId);
    const created = entries?.find(({ event }) => event.kind === "created")?.event;
    if (created?.kind !== "created" || !this.#deps.sponsors.includes(created.sponsorSlug)) return undefined;
    return this.#buffers.create();
  }

  /** Validates a document that the insurer has received, when its turn comes. Releases its buffer. */
  enqueue(requestId: string, fileType: string, buffer: DocumentBuffer): void {
    if (this.#queue.length >= maxQueued) {
      buffer.release();
      void this.#report(requestId, fileType, undefined);
      return;
    }
    // Lines and spans are those of the request that brought it, whichever starts it.
    this.#queue.push(AsyncLocalStorage.bind(() => this.#validate(requestId, fileType, buffer)));
    this.#runNext();
  }

  #runNext(): void {
    if (this.#running >= maxConcurrent) return;
    const validate = this.#queue.shift();
    if (validate === undefined) return;
    this.#running += 1;
    void validate().finally(() => {
      this.#running -= 1;
      this.#runNext();
    });
  }

  async #validate(requestId: string, fileType: string, buffer: DocumentBuffer): Promise<void> {
    const looksLike = await this.#classify(requestId, buffer).catch(() => undefined);
    buffer.release();
    await this.#report(requestId, fileType, looksLike);
  }

  async #classify(requestId: string, buffer: DocumentBuffer): Promise<string | undefined> {
    const bytes = buffer.bytes();
    const type = bytes && detectFileType(bytes);
    return bytes && type && this.#deps.classifier.classify(bytes, type.mimeType, requestId);
  }

  /**
   * `looksLike`: the classifier's type; undefined when the document could not be validated. Never rejects: nothing
   * waits for it, and a rejection would end the process.
   */
  async #report(requestId: string, fileType: string, looksLike: string | undefined): Promise<void> {
    const result = looksLike === undefined ? "not_checked" : compareTypes(fileType, looksLike);
    this.#deps.metrics.events.inc({ name: `document_${result}` });
    const check: DocumentCheck = { file_type: fileType, looks_like: looksLike, result };
    const event = { kind: "document_check", check } as const;
    await this.#deps.eventLog.append(requestId, `check\n${randomUUID()}`, event).catch(() => {});
  }
}
