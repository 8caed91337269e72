import { isRecord } from "@osigu-preauth/shared";
import { Gauge, type Registry } from "prom-client";
import { CircuitBreaker } from "./circuit-breaker.ts";
import { endpoints, type Operation } from "./endpoints.ts";

/** Breakers that are remembered. The sponsor's name comes from clients, so there may be any number. */
const maxBreakers = 2_000;

/** Operations about one person: a 429 says that this person has to wait, and nothing about the others. */
const personalOperations: ReadonlySet<Operation> = new Set(["sendOtp", "generateOtp", "validateOtp"]);

/** A circuit breaker for each operation and sponsor: an insurer that is down does not take the others with it. */
export class CircuitBreakers {
  readonly #breakers = new Map<string, CircuitBreaker>();

  /** The breaker of an operation, and of the sponsor that the path or the body names. */
  of(operation: Operation, params?: Readonly<Record<string, string>>, body?: unknown): CircuitBreaker {
    const named = params?.sponsor_slug ?? (isRecord(body) ? body.sponsor_slug : undefined);
    const key = typeof named === "string" ? `${operation}\n${named}` : operation;
    const breaker = this.#breakers.get(key) ?? new CircuitBreaker();
    // The least recently used is removed first, and the open ones are used.
    this.#breakers.delete(key);
    this.#breakers.set(key, breaker);
    if (this.#breakers.size > maxBreakers) this.#breakers.delete(this.#breakers.keys().next().value ?? "");
    return breaker;
  }

  /** Registers gauges of the breakers that are open: in all, and by operation. */
  register(registers: Registry[]): void {
    const openOperations = () =>
      [...this.#breakers].filter(([, breaker]) => breaker.isOpen).map(([key]) => key.split("\n", 1)[0] ?? "");
    new Gauge({
      name: "preauth_breakers_open",
      help: "Operations and sponsors whose circuit breaker is open.",
      registers,
      collect() {
        this.set(openOperations().length);
      },
    });
    new Gauge({
      name: "preauth_breaker_open",
      help: "Circuit breakers of an operation that are open: one for each sponsor.",
      labelNames: ["operation"],
      registers,
      collect() {
        for (const operation of Object.keys(endpoints)) this.set({ operation }, 0);
        for (const operation of openOperations()) this.inc({ operation });
      },
    });
  }
}

/** Whether a 429 of this operation concerns everybody. */
export const isLimitForAll = (operation: Operation) => !personalOperations.has(operation);
