/** Keys by which a person uses a page, beside those that write. */
export type Key =
  | "Tab"
  | "Enter"
  | "Space"
  | "Escape"
  | "Home"
  | "ArrowDown"
  | "ArrowUp"
  | "Control"
  | "Shift"
  | "a";

/** Milliseconds that something may take to appear. */
export const timeout = 60_000;

/**
 * A page in a browser: what a test does there, and every browser can. A function that is given runs in the page and
 * must stand alone; what it takes and gives travels as JSON.
 */
export type Tab = {
  evaluate<Args extends unknown[], Result>(
    run: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Waits until the function gives something. */
  waitFor<Args extends unknown[]>(run: (...args: Args) => unknown, ...args: Args): Promise<void>;
  /** Waits until the function gives an element. */
  find<Args extends unknown[]>(
    run: (...args: Args) => Element | null | undefined,
    ...args: Args
  ): Promise<TabElement>;
  /** Presses keys together, as `Control` and `a`. */
  press(...keys: Key[]): Promise<void>;
  /** Writes where the keyboard is. */
  type(text: string): Promise<void>;
  /** Does what asks a person for files, and takes these. */
  chooseFiles(ask: () => Promise<void>, ...paths: string[]): Promise<void>;
  goTo(url: string): Promise<void>;
  reload(): Promise<void>;
  setOffline(isOffline: boolean): Promise<void>;
  /** What the page wrote to its console as an error, and what it threw. */
  errors(): Promise<string[]>;
  /** What the page wrote to its console as a warning. */
  warnings(): Promise<string[]>;
  /** Puts a picture of the whole page into a PNG file. */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
};

/** An element of a page, in whatever shadow root. */
export type TabElement = {
  evaluate<Args extends unknown[], Result>(
    run: (element: HTMLElement, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Clicks in its middle. */
  click(): Promise<void>;
  /** Takes the option of this value, of a native list. */
  select(value: string): Promise<void>;
  /** Puts files from disk into a file field. */
  setFiles(...paths: string[]): Promise<void>;
};

/** A browser whose every tab knows nothing of the others. */
export type Tabs = {
  /** What pages must run before anything of their own, for this browser to tell of them. */
  scripts: (() => void)[];
  open(size: { width: number; height: number }): Promise<Tab>;
  close(): Promise<void>;
};
