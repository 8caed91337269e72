import { randomUUID } from "node:crypto";
import type { DocumentCheck } from "@osigu-preauth/shared";
import { Gauge } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";
import type { EventLog } from "../request-events/event-log.ts";
import { fileKindOf } from "../uploads/file-signature.ts";
import type { Classifier } from "./classifier.ts";
import { Copies, type Copy } from "./document-buffers.ts";
import { compared } from "./document-types.ts";

/** Documents that are looked at at once, and that wait for it; past it they are not looked at. */
const mostAtOnce = 4;
const mostWaiting = 20;

type Deps = {
  classifier: Classifier;
  eventLog: EventLog;
  metrics: Metrics;
  /** Slugs of the sponsors whose documents are looked at. */
  sponsors: readonly string[];
};

/**
 * Looks at documents after they were uploaded, and tells whoever watches the request if one looks like something
 * else. It is advice: nothing waits for it, and whatever goes wrong means that the document was not looked at.
 */
export class DocumentChecks {
  readonly #deps: Deps;
  readonly #copies = new Copies();
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    const copies = this.#copies;
    new Gauge({
      name: "preauth_document_copies_bytes",
      help: "Bytes of documents held for validation.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(copies.held);
      },
    });
  }

  /** Where the bytes of a request's next document are to be copied; undefined when it is not to be looked at. */
  async copyFor(requestId: string): Promise<Copy | undefined> {
    const entries = await this.#deps.eventLog.read(requestId);
    const created = entries?.find(({ event }) => event.kind === "created")?.event;
    if (created?.kind !== "created" || !this.#deps.sponsors.includes(created.sponsorSlug)) return undefined;
    return this.#copies.begin();
  }

  /** The document has arrived at the insurer: looks at it as soon as it is its turn. */
  check(requestId: string, fileType: string, copy: Copy): void {
    if (this.#waiting.length >= mostWaiting) {
      copy.drop();
      void this.#tell(requestId, { file_type: fileType, looks_like: undefined, result: "not_checked" });
      return;
    }
    this.#waiting.push(() => this.#look(requestId, fileType, copy));
    this.#next();
  }

  #next(): void {
    if (this.#running >= mostAtOnce) return;
    const look = this.#waiting.shift();
    if (look === undefined) return;
    this.#running += 1;
    void look().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }

  async #look(requestId: string, fileType: string, copy: Copy): Promise<void> {
    let check: DocumentCheck = { file_type: fileType, looks_like: undefined, result: "not_checked" };
    try {
      const bytes = copy.bytes();
      const kind = bytes && fileKindOf(bytes);
      const { classifier } = this.#deps;
      const looksLike = bytes && kind && (await classifier.classify(bytes, kind.mimeType, requestId));
      if (looksLike !== undefined) {
        check = { file_type: fileType, looks_like: looksLike, result: compared(fileType, looksLike) };
      }
    } catch {
      // The document counts as not checked.
    }
    copy.drop();
    await this.#tell(requestId, check);
  }

  /** Never rejects: nothing waits for it, and a rejection would end the process. */
  async #tell(requestId: string, check: DocumentCheck): Promise<void> {
    this.#deps.metrics.events.inc({ name: `document_${check.result}` });
    const event = { kind: "document_check", check } as const;
    await this.#deps.eventLog.append(requestId, `check\n${randomUUID()}`, event).catch(() => {});
  }
}
