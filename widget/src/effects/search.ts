import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { type Performers, part } from "./effect-handlers.ts";

/** The calls of the first screen. */
export const searchPerformers: Pick<Performers, "load_sponsors" | "load_forms" | "await_later"> = {
  load_sponsors: ({ client, signal }) => client.get<Sponsor[]>("/v1/sponsors", signal),

  load_forms: ({ client, signal }, { sponsorSlug }) =>
    client.get<SearchForm[]>(`/v1/sponsors/${part(sponsorSlug)}/forms`, signal),

  await_later: ({ later }) => later(),
};
