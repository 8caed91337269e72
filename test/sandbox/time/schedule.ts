import type { Clock } from "./clock.ts";

type Appointment = { due: number; run: () => void };

/** Longest wait that a Node timer holds without firing at once. */
const longestTimer = 2 ** 31 - 1;

/** Runs things at instants of the sandbox's clock, so that moving the clock makes what is due happen now. */
export class Schedule {
  readonly #clock: Clock;
  readonly #stopListening: () => void;
  readonly #appointments = new Set<Appointment>();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#stopListening = clock.onMove(() => this.#runDue());
  }

  /** Runs `run` once when the clock reads `due` (milliseconds since 1970). Returns the way to cancel it. */
  at(due: number, run: () => void): () => void {
    const appointment = { due, run };
    this.#appointments.add(appointment);
    this.#arm();
    return () => this.#appointments.delete(appointment);
  }

  /** Like `at`, so many milliseconds from now. */
  in(milliseconds: number, run: () => void): () => void {
    return this.at(this.#clock.now() + milliseconds, run);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#appointments.clear();
  }

  close(): void {
    this.clear();
    this.#stopListening();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...[...this.#appointments].map(({ due }) => due));
    if (next === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(0, next - this.#clock.now()), longestTimer);
    this.#timer = setTimeout(() => this.#runDue(), wait);
    this.#timer.unref();
  }

  #runDue(): void {
    const now = this.#clock.now();
    const due = [...this.#appointments].filter((appointment) => appointment.due <= now);
    for (const appointment of due.sort((a, b) => a.due - b.due)) {
      if (this.#appointments.delete(appointment)) appointment.run();
    }
    this.#arm();
  }
}
