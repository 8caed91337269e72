import { inspect } from "node:util";

/** A value that must not be printed: `toString`, JSON and `inspect` return `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value. Call this where the value is used, and do not store the result. */
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

/** A secret that may change while the process runs, because its file was changed. */
export type LiveSecret = {
  /** The current values. Several during a rotation; the first is the one to use. */
  current(): readonly Secret[];
  /** Calls back after each change. */
  onChange(listener: () => void): void;
};

/** A secret that does not change. */
export function fixedSecret(values: readonly string[]): LiveSecret {
  const secrets = values.map((value) => new Secret(value));
  return { current: () => secrets, onChange: () => {} };
}
