import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { firstScreenPath } from "../api/paths.ts";
import type { EffectHandlers } from "./effect-handlers.ts";

/** The effects of the first screen. */
export const searchHandlers: Pick<EffectHandlers, "load_sponsors" | "load_forms" | "load_deferred"> = {
  load_sponsors: ({ client, signal }) => client.get<Sponsor[]>(firstScreenPath(), signal),

  load_forms: ({ client, signal }, { sponsorSlug }) =>
    client.get<SearchForm[]>(firstScreenPath(sponsorSlug), signal),

  load_deferred: ({ loadDeferred }) => loadDeferred(),
};
