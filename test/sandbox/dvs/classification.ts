import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../time/clock.ts";

export type Classification = {
  id: string;
  tenant: string;
  type: string;
  /** When the result is there, milliseconds since 1970. */
  readyAt: number;
  createdAt: number;
  validationRequestId: string | undefined;
  /** The caller's own name for the document. */
  externalRefId: string;
};

/** Document types of Brazil that the classifier knows. */
const documentTypes = ["PM", "SADT", "OPME", "EXAM_Contras"];

/** What a document is: the sandbox believes a line `document-type: PM` among its first bytes. */
export function classify(bytes: Buffer): string {
  const named = /document-type: ([A-Za-z_]+)/.exec(bytes.subarray(0, 65_536).toString("latin1"))?.[1];
  return documentTypes.find((type) => type === named) ?? "UNKNOWN";
}

/** Whether a document keeps the classifier busy past a synchronous call: a line `document-speed: slow`. */
export const isSlow = (bytes: Buffer) =>
  bytes.subarray(0, 65_536).toString("latin1").includes("document-speed: slow");

const keyLifetime = 86_400_000;
/** Milliseconds that an asynchronous classification takes. */
const asyncTime = 1_000;

type KeyUse = { bodyHash: string; classification: Classification; at: number };

/** Classifications by id and by Idempotency-Key. */
export class ClassificationStore {
  readonly #clock: Clock;
  readonly #byId = new Map<string, Classification>();
  readonly #byKey = new Map<string, KeyUse>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a key was used for in the last 24 hours, and whether with the same body. */
  replay(
    tenant: string,
    key: string,
    body: Buffer,
  ): { classification: Classification; isSame: boolean } | undefined {
    const use = this.#byKey.get(`${tenant} ${key}`);
    if (!use || use.at <= this.#clock.now() - keyLifetime) return undefined;
    return { classification: use.classification, isSame: use.bodyHash === hashOf(body) };
  }

  add(
    { tenant, key, body }: { tenant: string; key: string; body: Buffer },
    made: { type: string; isReady: boolean; validates: boolean; externalRefId: string },
  ): Classification {
    const now = this.#clock.now();
    const classification: Classification = {
      id: randomUUID(),
      tenant,
      type: made.type,
      readyAt: made.isReady ? now : now + asyncTime,
      createdAt: now,
      validationRequestId: made.validates ? randomUUID() : undefined,
      externalRefId: made.externalRefId,
    };
    this.#byId.set(classification.id, classification);
    this.#byKey.set(`${tenant} ${key}`, { bodyHash: hashOf(body), classification, at: now });
    return classification;
  }

  all(): Classification[] {
    return [...this.#byId.values()];
  }

  find(id: string): Classification | undefined {
    return this.#byId.get(id);
  }

  isReady({ readyAt }: Classification): boolean {
    return readyAt <= this.#clock.now();
  }

  clear(): void {
    this.#byId.clear();
    this.#byKey.clear();
  }
}

const hashOf = (body: Buffer) => createHash("sha256").update(body).digest("hex");
