import { html, nothing } from "lit";
import type { Filter, ListState } from "./list-state.ts";
import type { ListStore } from "./list-store.ts";
import type { ListText } from "./list-text.ts";

const filters: readonly Filter[] = ["all", "open", "decided", "expiring"];

/** The parts of the list to choose from, and the search. */
export function listTools(
  { list }: ListText,
  current: Filter,
  show: (filter: Filter) => void,
  search: (query: string) => void,
) {
  return html`<div class="tools" role="search" aria-label=${list.title}>
    <fieldset>
      <legend>${list.show}</legend>
      <div class="segments">
        ${filters.map(
          (filter) => html`<label
            ><input type="radio" name="filter" .checked=${filter === current} @change=${() => show(filter)} />${list.filters[filter]}</label
          >`,
        )}
      </div>
    </fieldset>
    <div class="field">
      <label for="query">${list.search}</label>
      <input id="query" type="search" maxlength="200" autocomplete="off" spellcheck="false" placeholder=${list.searchExample}
        @input=${(event: Event) => search((event.target as HTMLInputElement).value)} />
    </div>
  </div>`;
}

/** How many requests there are, or why there is none. */
export function resultOf({ list }: ListText, { filter, query, requests = [], total }: ListState): string {
  if (!requests.length) return query ? list.noMatch : list.empty[filter];
  return list.shown(requests.length, Math.max(total, requests.length));
}

/** Why there is no request. */
export function noRequests(text: ListText, state: ListState, clearSearch: () => void) {
  const why = resultOf(text, state);
  if (!state.query) return html`<p class="none muted">${why}</p>`;
  return html`<div class="none">
    <p class="muted">${why}</p>
    <button type="button" class="outlined" @click=${clearSearch}>${text.list.clearSearch}</button>
  </div>`;
}

/** How many requests are shown, whether they are live, and the button for the next page. */
export function moreRequests(text: ListText, store: ListStore, showMore: () => void) {
  const { list } = text;
  const { requests = [], total } = store.state;
  const { isLive } = store;
  return html`<div class="more">
    <p class="small muted">${resultOf(text, store.state)}</p>
    ${
      requests.length < total
        ? html`<button type="button" class="outlined" aria-busy=${store.loading === "next"} @click=${showMore}>${list.showMore}</button>`
        : nothing
    }
    ${isLive === undefined ? nothing : html`<p class="live small muted" ?data-live=${isLive}><i></i>${isLive ? list.live : list.notLive}</p>`}
  </div>`;
}
