import { html, nothing } from "lit";
import type { CatalogPage } from "../api/catalog.ts";
import { cleanTyped } from "../format/clean-text.ts";
import type { Locale } from "../i18n/locale.ts";
import { asProblem, type Problem } from "../problem/problem.ts";
import { errorLine, type FieldError } from "./field.ts";
import { problemMessage } from "./problem-message.ts";
import { problemReference } from "./problem-reference.ts";

/** The element in whose shadow root a combobox renders. */
export interface ComboboxHost {
  readonly text: Locale;
  readonly root: ShadowRoot;
  requestUpdate(): void;
  /** Resolves when the update that `requestUpdate` scheduled is rendered. */
  readonly updateComplete: Promise<boolean>;
  /** Tells users of screen readers. */
  announce(message: string): void;
}

export type ComboboxOptions<Item> = {
  id: string;
  /** Loads one page of results. Pages start at 0. */
  search(query: { query: string; page: number }, signal: AbortSignal): Promise<CatalogPage<Item>>;
  renderOption(item: Item): unknown;
  onSelect(item: Item): void;
  /** The options need no request: all of them show when the field opens, and a search starts without a delay. */
  local?: boolean;
  /** What the field offers while it is empty. */
  suggestions?(): Item[];
  /** Takes text that is several values at once, when it is pasted or Enter is pressed. Returns whether it was. */
  takeText?(text: string): boolean;
  /** Enter in the empty field, where no option is selected. */
  onEmptyEnter?(): void;
  onInput?(query: string): void;
  onBlur?(event: FocusEvent): void;
};

export type ComboboxProps = {
  label: unknown;
  name?: string | undefined;
  hint?: string | undefined;
  placeholder?: string | undefined;
  error?: FieldError | undefined;
  /** The error text where nothing was chosen. */
  requiredText?: string;
  /** What was chosen so far, above the field. */
  chosen?: unknown;
};

/** Milliseconds after the last key before a search starts. */
const debounce = 180;
/** Milliseconds after which a search in progress shows. */
const slowAfter = 150;
/** Characters below which no search starts. */
const minQueryLength = 2;
/** First pages that are cached, by language and query. */
const maxCachedQueries = 40;
/** Pixels from the end of the list at which the next page loads. */
const scrollMargin = 48;

/**
 * A text field with a list of search results, by the ARIA combobox pattern: arrow keys move the selection, Enter takes
 * it, Escape closes the list, and the down arrow opens it again. A new search aborts the previous one, so a late result
 * never shows.
 */
export class Combobox<Item> {
  query = "";
  #options: ComboboxOptions<Item>;
  #host: ComboboxHost;
  #results: CatalogPage<Item> | undefined;
  #page = 0;
  #problem: Problem | undefined;
  /** The results are those of what was typed before. */
  #isOutdated = false;
  /** Why there are no results. */
  #emptyText = "";
  #open = false;
  #activeIndex = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search: AbortController | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #isSlow = false;
  #isSuggesting = false;
  /** Enter was pressed before there were results: the only one is taken when it comes. */
  #isEntered = false;
  #cache = new Map<string, CatalogPage<Item>>();

  constructor(host: ComboboxHost, options: ComboboxOptions<Item>) {
    this.#host = host;
    this.#options = options;
  }

  /** Empties the field and the cache: the next search may cover other data. */
  clear(): void {
    this.query = "";
    this.#cache.clear();
    this.#close();
  }

  /** Leaves a text in the field, before what was typed meanwhile, and says below it why nothing comes of it. */
  leave(text: string, why: string): void {
    this.query = [text, this.query].filter(Boolean).join(", ");
    this.#show({ items: [], hasMore: false }, false, 0, why);
  }

  /** Shows the suggestions, when the field is empty and has the keyboard. */
  suggest(): void {
    const items = this.#options.suggestions?.() ?? [];
    const input = this.#host.root.getElementById(this.#options.id);
    if (this.query || this.#open || !items.length || this.#host.root.activeElement !== input) return;
    this.#isSuggesting = true;
    this.#show({ items, hasMore: false });
  }

  disconnect(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#slowTimer);
    this.#search?.abort();
  }

  render({ label, name, hint, placeholder, error, requiredText, chosen }: ComboboxProps) {
    const { id, local } = this.#options;
    const { text } = this.#host;
    const expanded = this.#open && Boolean(this.#results?.items.length);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${chosen}
      <div class="combo" ?data-all=${local} ?data-busy=${this.#isSlow} @focusout=${this.#onFocusOut}>
        <input
          id=${id}
          name=${name ?? nothing}
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          placeholder=${placeholder ?? nothing}
          aria-autocomplete="list"
          aria-controls="${id}-list"
          aria-expanded=${expanded}
          aria-activedescendant=${expanded && this.#activeIndex >= 0 ? `${id}-${this.#activeIndex}` : nothing}
          aria-describedby="${hint ? `${id}-hint` : ""} ${error ? `${id}-error` : ""}"
          aria-invalid=${Boolean(error)}
          .value=${this.query}
          @input=${this.#onInput}
          @keydown=${this.#onKeyDown}
          @click=${this.#onFocus}
          @focus=${this.#onFocus}
          @paste=${this.#onPaste}
        />
        ${errorLine(id, error, text, error?.reason === "required" ? requiredText : undefined)}
        ${this.#isSlow ? html`<p class="hint">${text.searching}</p>` : this.#open ? this.#renderList(id) : nothing}
      </div>
    </div>`;
  }

  /**
   * Local options show all, without an active one: Enter must not change the value. Letters replace the value, which a
   * press would put the caret into. Others show suggestions.
   */
  #onFocus = ({ target }: Event): void => {
    if (!this.#options.local) {
      this.suggest();
      return;
    }
    if (this.#activeIndex < 0) (target as HTMLInputElement).select();
    if (!this.#open) void this.#load(0, "", -1);
  };

  #renderList(id: string) {
    const { text } = this.#host;
    if (this.#problem) {
      return html`<div class="problem">${problemMessage(this.#problem, text, () => this.#load(), problemReference(this.#problem, text))}</div>`;
    }
    if (!this.#results) return nothing;
    const { items } = this.#results;
    if (!items.length) return html`<p class="hint">${this.#emptyText}</p>`;
    return html`<ul role="listbox" id="${id}-list" aria-label=${text.results(items.length)} @scroll=${this.#onScroll}>
      ${this.#isSuggesting ? html`<li role="presentation" class="hint">${text.recent}</li>` : nothing}
      ${items.map(
        (item, index) => html`<li
          role="option"
          id="${id}-${index}"
          aria-selected=${index === this.#activeIndex}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.#select(item)}
        >
          ${this.#options.renderOption(item)}
        </li>`,
      )}
    </ul>`;
  }

  #onInput = ({ target }: Event): void => {
    const { onInput, local } = this.#options;
    this.query = (target as HTMLInputElement).value;
    onInput?.(this.query);
    clearTimeout(this.#timer);
    this.#search?.abort();
    const query = cleanTyped(this.query);
    // The list still belongs to the previous query: no key takes an item of it.
    this.#activeIndex = -1;
    this.#isOutdated = true;
    this.#isEntered = false;
    this.#host.requestUpdate();
    const cached = this.#cached;
    if (cached) this.#show(cached);
    else if (local) void this.#load();
    else if (query.length < minQueryLength) {
      this.#close();
      this.suggest();
    } else this.#timer = setTimeout(() => this.#load(), debounce);
  };

  /** What was found for the present query in the present language. */
  get #cached(): CatalogPage<Item> | undefined {
    return this.#cache.get(this.#host.text.tag + cleanTyped(this.query));
  }

  /** Shows that a search is in progress once it takes a while; further pages load unseen. */
  #waitSlowly(isFirstPage: boolean): void {
    clearTimeout(this.#slowTimer);
    if (!isFirstPage) return;
    this.#slowTimer = setTimeout(() => {
      this.#isSlow = true;
      this.#host.requestUpdate();
    }, slowAfter);
  }

  #endWait(): void {
    clearTimeout(this.#slowTimer);
    this.#isSlow = false;
  }

  async #load(page = 0, query = cleanTyped(this.query), active = 0): Promise<void> {
    this.#search?.abort();
    this.#waitSlowly(page === 0);
    this.#search = new AbortController();
    const { signal } = this.#search;
    try {
      const { items, hasMore } = await this.#options.search({ query, page }, signal);
      if (signal.aborted) return;
      const previous = page ? (this.#results?.items ?? []) : [];
      const results = { items: [...previous, ...items], hasMore };
      if (this.#cache.size >= maxCachedQueries) this.#cache.clear();
      if (!page) this.#cache.set(this.#host.text.tag + query, results);
      this.#page = page;
      this.#show(results, page > 0, active);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#endWait();
      // A further page is loaded again when the user comes to the end of the list.
      if (page && this.#results) {
        this.#results.hasMore = true;
        return;
      }
      this.#problem = asProblem(thrown);
      this.#open = true;
      this.#host.requestUpdate();
    }
  }

  /** A further page keeps the selection of the pages before it. */
  #show(
    results: CatalogPage<Item>,
    isFurtherPage = false,
    active = 0,
    emptyText = this.#host.text.noResults,
  ): void {
    const { text } = this.#host;
    this.#emptyText = emptyText;
    const { length } = results.items;
    if (this.query) this.#isSuggesting = false;
    this.#endWait();
    const [only] = results.items;
    if (this.#isEntered && only && length === 1) {
      this.#select(only);
      return;
    }
    const isOpening = !this.#open;
    this.#isOutdated = false;
    this.#results = results;
    this.#problem = undefined;
    this.#open = true;
    if (!isFurtherPage) {
      this.#page = 0;
      // Enter in the empty field goes on: a suggestion is taken after an arrow.
      this.#activeIndex = length && !this.#isSuggesting ? active : -1;
    }
    this.#host.announce(
      this.#isSuggesting ? text.suggestions(length) : length ? text.results(length) : emptyText,
    );
    this.#host.requestUpdate();
    if (isOpening) void this.#host.updateComplete.then(() => this.#scrollTo("list"));
  }

  #onScroll = ({ target }: Event): void => {
    const { scrollTop, clientHeight, scrollHeight } = target as HTMLElement;
    if (scrollTop + clientHeight > scrollHeight - scrollMargin) this.#loadNextPage();
  };

  #loadNextPage(): void {
    if (!this.#results?.hasMore) return;
    this.#results = { ...this.#results, hasMore: false };
    void this.#load(this.#page + 1);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#endWait();
    this.#search?.abort();
    this.#open = false;
    this.#isSuggesting = this.#isEntered = false;
    this.#results = undefined;
    this.#problem = undefined;
    this.#host.requestUpdate();
  }

  #select(item: Item): void {
    this.clear();
    this.#options.onSelect(item);
  }

  #onFocusOut = (event: FocusEvent): void => {
    if ((event.currentTarget as Element).contains(event.relatedTarget as Node | null)) return;
    this.#close();
    this.#options.onBlur?.(event);
  };

  #onPaste = (event: ClipboardEvent): void => {
    if (!this.#take(event.clipboardData?.getData("text") ?? "")) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #take(text: string): boolean {
    const isTaken = this.#options.takeText?.(cleanTyped(text)) ?? false;
    if (isTaken) this.clear();
    return isTaken;
  }

  /** Enter selects the active option, or takes what was typed. In the empty field it is the caller's. */
  #onKeyDown = (event: KeyboardEvent): void => {
    const items = (!this.#isOutdated && this.#results?.items) || [];
    const { key } = event;
    if (key === "Enter" && !(event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const item = items[this.#activeIndex];
      if (this.#open && item) this.#select(item);
      else if (!this.query) this.#options.onEmptyEnter?.();
      else this.#isEntered = !this.#take(this.query);
    } else if (key === "Escape" && this.#open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (key === "Tab") {
      // Browsers stop at a list that scrolls.
      this.#close();
    } else if (key === "ArrowDown" && !this.#open) {
      event.preventDefault();
      const cached = this.#cached;
      if (this.#options.local) void this.#load(0, "");
      else if (cached) this.#show(cached);
      else this.suggest();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && items.length) {
      event.preventDefault();
      this.#moveActive(key === "ArrowDown" ? 1 : -1, items.length);
    }
  };

  #moveActive(by: 1 | -1, count: number): void {
    if (by > 0 && this.#activeIndex >= count - 2) this.#loadNextPage();
    const from = Math.max(this.#activeIndex, by > 0 ? -1 : 0);
    this.#activeIndex = (from + by + count) % count;
    this.#host.requestUpdate();
    this.#scrollTo(this.#activeIndex);
  }

  #scrollTo(part: "list" | number): void {
    this.#host.root.getElementById(`${this.#options.id}-${part}`)?.scrollIntoView({ block: "nearest" });
  }
}
