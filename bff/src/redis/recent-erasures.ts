import { requestContext } from "../logging/request-context.ts";
import { type Erasure, requestDigest, userDigest } from "./erasure.ts";

/** Users, and requests, that are remembered. Beyond it the oldest are forgotten. */
const maxRemembered = 20_000;

/**
 * What was erased: a call that was under way then writes nothing of it back. A request stays erased; a user may make
 * others at once.
 */
export class RecentErasures {
  /** When each was erased, by `performance.now()`. */
  readonly #users = new Map<string, number>();
  readonly #topics = new Set<string>();

  record({ users, topics }: Erasure): void {
    for (const user of users) {
      this.#users.delete(user);
      this.#users.set(user, performance.now());
      if (this.#users.size > maxRemembered) this.#users.delete(this.#users.keys().next().value ?? "");
    }
    for (const topic of topics) {
      this.#topics.add(topic);
      if (this.#topics.size > maxRemembered) this.#topics.delete(this.#topics.values().next().value ?? "");
    }
  }

  /** Whether the present call must write nothing: its user was erased since it began, or the request it is about. */
  forbid(requestId?: string): boolean {
    return (requestId !== undefined && this.hasRequest(requestId)) || this.#hasCaller();
  }

  hasRequest(requestId: string): boolean {
    return this.#topics.size > 0 && this.#topics.has(requestDigest(requestId));
  }

  hasTopic(topic: string): boolean {
    return this.#topics.has(topic);
  }

  #hasCaller(): boolean {
    const caller = this.#users.size > 0 ? requestContext.getStore()?.caller : undefined;
    if (caller === undefined) return false;
    const erasedAt = this.#users.get(userDigest(caller.owner));
    return erasedAt !== undefined && erasedAt >= caller.since;
  }
}
