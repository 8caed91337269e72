import type { Endings, Handlers } from "./advance.ts";
import { becomes } from "./becomes.ts";
import type { FieldErrors, Flow } from "./flow.ts";
import { currentForm } from "./search-questions.ts";

/** What the search found, and whether it is the right person. */

const handlers: Pick<Handlers, "beneficiary_confirmed" | "beneficiary_declined"> = {
  /** Nobody goes on with a coverage that is not active. */
  beneficiary_confirmed: (flow, { beneficiary }) =>
    beneficiary.coverage.active
      ? becomes(flow, { beneficiary, step: "select_products", problem: undefined, errors: {} })
      : becomes(flow),

  beneficiary_declined: (flow) => becomes(flow, { found: undefined, problem: undefined }),
};

const endings: Pick<Endings, "search"> = {
  search: {
    /** Whom another insurer knows is nobody here: the search has ended, and found nothing. */
    done: (flow, { of, value }) =>
      becomes(flow, { running: undefined, ...(of.sponsorSlug === flow.sponsorSlug && { found: value }) }),
    failed: (flow, problem, of) =>
      becomes(flow, {
        running: undefined,
        ...(of.sponsorSlug === flow.sponsorSlug && {
          problem,
          errors: refusedFields(flow, problem.errors ?? []),
        }),
      }),
  },
};

export const confirming = { handlers, endings };

/** The sponsor's refusals, each on its own field, whichever way it names it: `key`, `/key` or `fields.key`. */
function refusedFields(flow: Flow, errors: { path: string; message: string }[]): FieldErrors {
  const refused: FieldErrors = {};
  for (const { path, message } of errors) {
    const name = path.split(/[./]/).findLast(Boolean);
    const field = currentForm(flow)?.fields.find(({ key }) => key === name);
    if (field) refused[field.key] = { reason: "refused", message };
  }
  return refused;
}
