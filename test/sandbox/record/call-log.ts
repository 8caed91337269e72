import type { Clock } from "../time/clock.ts";

/** One request that reached the sandbox. */
export type CallRecord = {
  /** Operation name, or `unknown`. */
  operation: string;
  method: string;
  path: string;
  /** Milliseconds since 1970, on the sandbox's clock. */
  at: number;
  /** The status that the operation answered; undefined while, or when, it was not carried out. */
  status: number | undefined;
  /** What a switched-on fault did to it. */
  fault: string | undefined;
  /** The caller left, or was cut off, before the whole answer was written. */
  aborted: boolean;
};

const mostRecords = 200_000;

/** Every request, in the order of arrival: what a test compares with what it was told. */
export class CallLog {
  readonly #clock: Clock;
  #records: CallRecord[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(operation: string, method: string, path: string): CallRecord {
    const record: CallRecord = {
      operation,
      method,
      path,
      at: this.#clock.now(),
      status: undefined,
      fault: undefined,
      aborted: false,
    };
    if (this.#records.length < mostRecords) this.#records.push(record);
    return record;
  }

  all(): CallRecord[] {
    return this.#records;
  }

  /** Calls of one operation. */
  of(operation: string): CallRecord[] {
    return this.#records.filter((record) => record.operation === operation);
  }

  clear(): void {
    this.#records = [];
  }
}
