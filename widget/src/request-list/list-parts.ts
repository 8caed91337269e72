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

/** Why there is no request. */
export function noRequests({ list }: ListText, { filter, query }: ListState, clearSearch: () => void) {
  if (!query) return html`<p class="none muted">${list.empty[filter]}</p>`;
  return html`<div class="none">
    <p class="muted">${list.noMatch}</p>
    <button type="button" class="outlined" @click=${clearSearch}>${list.clearSearch}</button>
  </div>`;
}

/** How many requests are shown, whether they are live, and the button for the next page. */
export function moreRequests({ list }: ListText, store: ListStore, showMore: () => void) {
  const { requests = [], total } = store.state;
  const { isLive } = store;
  return html`<div class="more">
    <p class="small muted">${list.shown(requests.length, Math.max(total, requests.length))}</p>
    ${
      requests.length < total
        ? html`<button type="button" class="outlined" aria-busy=${store.loading === "next"} @click=${showMore}>${list.showMore}</button>`
        : nothing
    }
    ${isLive === undefined ? nothing : html`<p class="live small muted" ?data-live=${isLive}><i></i>${isLive ? list.live : list.notLive}</p>`}
  </div>`;
}
