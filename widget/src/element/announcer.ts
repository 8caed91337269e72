/** Milliseconds after which a message has been read, and no longer stands at the end of the page. */
const lifetime = 2_000;

/** The message of the live region. */
export class Announcer {
  message = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** A live region ignores text that does not change, so a repeated message gets a trailing space. */
  say(message: string): void {
    this.message = message === this.message ? `${message} ` : message;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), lifetime);
    this.#onChange();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.message = "";
    this.#onChange();
  }
}
