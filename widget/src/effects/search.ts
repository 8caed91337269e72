import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { firstScreenPath } from "../api/paths.ts";
import { explain } from "../diagnostics/explain.ts";
import { ProblemError } from "../problem/problem.ts";
import type { EffectHandlers } from "./effect-handlers.ts";

/** The effects of the first screen. */
export const searchHandlers: Pick<EffectHandlers, "load_sponsors" | "load_forms" | "load_deferred"> = {
  load_sponsors: ({ client, signal }) => client.get<Sponsor[]>(firstScreenPath(), signal),

  /** A sponsor without a form takes no requests: the server leaves out forms for reimbursements. */
  async load_forms({ client, signal }, { sponsorSlug }) {
    const forms = await client
      .get<SearchForm[]>(firstScreenPath(sponsorSlug), signal)
      .catch(async (thrown) => {
        if (thrown.problem?.code === "not_found")
          await explain("sponsor_unknown", thrown.problem, sponsorSlug);
        throw thrown;
      });
    if (!forms.length) throw new ProblemError({ code: "no_search_form", retryable: false });
    return forms;
  },

  load_deferred: ({ loadDeferred }) => loadDeferred(),
};
