import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { firstScreenPath } from "../api/paths.ts";
import type { Performers } from "./effect-handlers.ts";

/** The calls of the first screen. */
export const searchPerformers: Pick<Performers, "load_sponsors" | "load_forms" | "await_later"> = {
  load_sponsors: ({ client, signal }) => client.get<Sponsor[]>(firstScreenPath(), signal),

  load_forms: ({ client, signal }, { sponsorSlug }) =>
    client.get<SearchForm[]>(firstScreenPath(sponsorSlug), signal),

  await_later: ({ later }) => later(),
};
