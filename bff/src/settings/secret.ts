import { inspect } from "node:util";

/** A value that must never be printed: text, JSON and inspection all give `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it where it is used, and keep what comes out nowhere. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}

/** A secret that may change while the process runs, because the file it came from was rewritten. */
export type LiveSecret = {
  /** The present values; several where a setting lists several, the first being the one to use. */
  current(): readonly Secret[];
  /** Calls back after each change. */
  onChange(listener: () => void): void;
};

/** A secret given by value: it never changes. */
export function fixedSecret(values: readonly string[]): LiveSecret {
  const secrets = values.map((value) => new Secret(value));
  return { current: () => secrets, onChange: () => {} };
}
