import type { Logger } from "../logging/logger.ts";

/** Milliseconds between two warnings about the same call. */
const warningInterval = 300_000;

const advice =
  "The vendor refused a valid token. It lacks the scope for this call, or the provider is not affiliated with the " +
  "sponsor. Ask the vendor to widen the scope: support@osigu.com.";

/** Tells the operator which calls the vendor forbids: only the vendor can widen what a token is good for. */
export class ScopeWarnings {
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #warned = new Map<string, number>();

  constructor(log: Logger, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  /** Records a 403. `operation` is a name of a closed set, `call` its method and path without parameters. */
  record(operation: string, call: string, providerSlug: string | undefined): void {
    const last = this.#warned.get(operation);
    if (last !== undefined && this.#now() - last < warningInterval) return;
    this.#warned.set(operation, this.#now());
    this.#log.warn({ operation, call, provider_slug: providerSlug, advice }, "vendor_scope_missing");
  }
}
