/** Seconds. From a cached answer to the longest wait for a sponsor. */
const bounds = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How many were within each bound and not within the one before; the last are past all bounds. */
type Counted = { within: number[]; seconds: number };

/**
 * A histogram by operation, as plain numbers. The library's own makes several objects for
 * each observation, and every request is observed.
 */
export class Durations {
  readonly #name: string;
  readonly #help: string;
  readonly #operations = new Map<string, Counted>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  observe(operation: string, seconds: number): void {
    let counted = this.#operations.get(operation);
    if (counted === undefined) {
      counted = { within: new Array<number>(bounds.length + 1).fill(0), seconds: 0 };
      this.#operations.set(operation, counted);
    }
    let index = 0;
    while (index < bounds.length && seconds > (bounds[index] as number)) index += 1;
    counted.within[index] = (counted.within[index] as number) + 1;
    counted.seconds += seconds;
  }

  /** The text format of Prometheus: buckets hold everything up to their bound. */
  text(): string {
    const lines = [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} histogram`];
    for (const [operation, { within, seconds }] of this.#operations) {
      const label = `operation="${operation}"`;
      let count = 0;
      for (const [index, more] of within.entries()) {
        count += more;
        lines.push(`${this.#name}_bucket{le="${bounds[index] ?? "+Inf"}",${label}} ${count}`);
      }
      lines.push(`${this.#name}_sum{${label}} ${seconds}`, `${this.#name}_count{${label}} ${count}`);
    }
    return `${lines.join("\n")}\n`;
  }
}
