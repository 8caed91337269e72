import { html, nothing } from "lit";
import type { Found } from "../api/catalog.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import type { FieldErrors } from "../flow/state.ts";
import { problemMessage } from "../steps/messages.ts";
import type { StepHost } from "../steps/step.ts";
import { errorLine } from "./field.ts";

/** What a combobox asks and offers. */
export type ComboboxOptions<Item> = {
  id: string;
  /** One page of what is found, and whether there is another. Pages start at 0. */
  search(wanted: { query: string; page: number }, signal: AbortSignal): Promise<Found<Item>>;
  option(item: Item): unknown;
  choose(item: Item): void;
  /** Everything is at hand: all of it is offered when the field is opened, and nobody waits for the rest of a word. */
  local?: boolean;
  typed?(query: string): void;
  left?(event: FocusEvent): void;
};

/** How the field is called and what is said of it. */
export type ComboboxLabels = {
  label: unknown;
  name?: string | undefined;
  hint?: string | undefined;
  error?: FieldErrors[string] | undefined;
  words?: string;
};

/** Milliseconds of quiet after a letter before a search goes out. */
const quiet = 180;
/** Letters below which a search would find everything. */
const least = 2;
/** Answers kept, so that a deleted letter costs nothing. */
const remembered = 40;

/**
 * A text field that searches as one types and offers what it finds, by the ARIA combobox pattern: arrows move, Enter
 * takes, Escape closes. A newer search ends the older one, and a late answer is not shown.
 */
export class Combobox<Item> {
  query = "";
  #options: ComboboxOptions<Item>;
  #host: StepHost;
  #found: Found<Item> | undefined;
  #page = 0;
  #problem: Problem | undefined;
  #open = false;
  #active = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search: AbortController | undefined;
  #answers = new Map<string, Found<Item>>();

  constructor(host: StepHost, options: ComboboxOptions<Item>) {
    this.#host = host;
    this.#options = options;
  }

  /** Empties the field, and forgets what was found: another time the same words may be asked of something else. */
  clear(): void {
    this.query = "";
    this.#answers.clear();
    this.#close();
  }

  disconnect(): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
  }

  render({ label, name, hint, error, words }: ComboboxLabels) {
    const { id, local } = this.#options;
    const { text } = this.#host;
    const expanded = this.#open && Boolean(this.#found?.items.length);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      <div class="combo" ?data-all=${local} @focusout=${this.#left}>
        <input
          id=${id}
          name=${name ?? nothing}
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          aria-autocomplete="list"
          aria-controls="${id}-list"
          aria-expanded=${expanded}
          aria-activedescendant=${expanded && this.#active >= 0 ? `${id}-${this.#active}` : nothing}
          aria-describedby="${hint ? `${id}-hint` : ""} ${error ? `${id}-error` : ""}"
          aria-invalid=${error ? "true" : nothing}
          .value=${this.query}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @click=${local ? () => this.#open || this.#seek(0, "") : nothing}
        />
        ${this.#open ? this.#list(id) : nothing}
      </div>
      ${errorLine(id, error, text, words)}
    </div>`;
  }

  #list(id: string) {
    const { text } = this.#host;
    if (this.#problem) {
      return html`<div class="problem">${problemMessage(this.#problem, text, () => this.#seek())}</div>`;
    }
    if (!this.#found) return nothing;
    const { items } = this.#found;
    if (!items.length) return html`<p class="hint">${text.noResults}</p>`;
    return html`<ul role="listbox" id="${id}-list" aria-label=${text.results(items.length)} @scroll=${this.#scrolled}>
      ${items.map(
        (item, index) => html`<li
          role="option"
          id="${id}-${index}"
          aria-selected=${index === this.#active}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#choose(item)}
        >
          ${this.#options.option(item)}
        </li>`,
      )}
    </ul>`;
  }

  #typed = ({ target }: Event): void => {
    const { typed, local } = this.#options;
    this.query = (target as HTMLInputElement).value;
    typed?.(this.query);
    clearTimeout(this.#timer);
    this.#search?.abort();
    const query = this.query.trim();
    // What is in the list was found for other words: Enter takes none of it.
    this.#active = -1;
    this.#host.requestUpdate();
    const known = this.#answers.get(query);
    if (known) this.#show(known);
    else if (local) void this.#seek();
    else if (query.length < least) this.#close();
    else this.#timer = setTimeout(() => this.#seek(), quiet);
  };

  async #seek(page = 0, query = this.query.trim()): Promise<void> {
    this.#search?.abort();
    this.#search = new AbortController();
    const { signal } = this.#search;
    try {
      const { items, more } = await this.#options.search({ query, page }, signal);
      if (signal.aborted) return;
      const before = page ? (this.#found?.items ?? []) : [];
      const found = { items: [...before, ...items], more };
      if (this.#answers.size >= remembered) this.#answers.clear();
      if (!page) this.#answers.set(query, found);
      this.#page = page;
      this.#show(found, before.length);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#problem = asProblem(thrown);
      this.#open = true;
      this.#host.requestUpdate();
    }
  }

  /** What was marked stays marked when a further page comes. */
  #show(found: Found<Item>, before = 0): void {
    const { text } = this.#host;
    const { length } = found.items;
    this.#found = found;
    if (!before) this.#page = 0;
    this.#problem = undefined;
    this.#open = true;
    if (!before) this.#active = length ? 0 : -1;
    this.#host.announce(length ? text.results(length) : text.noResults);
    this.#host.requestUpdate();
  }

  #scrolled = ({ target }: Event): void => {
    const { scrollTop, clientHeight, scrollHeight } = target as HTMLElement;
    if (scrollTop + clientHeight > scrollHeight - 48) this.#nextPage();
  };

  #nextPage(): void {
    if (!this.#found?.more) return;
    this.#found = { ...this.#found, more: false };
    void this.#seek(this.#page + 1);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
    this.#open = false;
    this.#found = this.#problem = undefined;
    this.#host.requestUpdate();
  }

  #choose(item: Item): void {
    this.clear();
    this.#options.choose(item);
  }

  #left = (event: FocusEvent): void => {
    if ((event.currentTarget as Element).contains(event.relatedTarget as Node | null)) return;
    this.#close();
    this.#options.left?.(event);
  };

  /** Enter never sends the step from here: it takes what is marked, or does nothing. */
  #pressed = (event: KeyboardEvent): void => {
    const items = this.#found?.items ?? [];
    const { key } = event;
    if (key === "Enter") {
      event.preventDefault();
      const item = items[this.#active];
      if (this.#open && item) this.#choose(item);
    } else if (key === "Escape" && this.#open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (key === "ArrowDown" && !this.#open && this.#options.local) {
      event.preventDefault();
      void this.#seek(0, "");
    } else if ((key === "ArrowDown" || key === "ArrowUp") && items.length) {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      if (step > 0 && this.#active >= items.length - 2) this.#nextPage();
      this.#active = (this.#active + step + items.length) % items.length;
      this.#host.requestUpdate();
      const marked = this.#host.root.getElementById(`${this.#options.id}-${this.#active}`);
      marked?.scrollIntoView({ block: "nearest" });
    }
  };
}
