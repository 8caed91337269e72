import type { SearchField } from "@osigu-preauth/shared";
import type { Effect } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { isUnchanged } from "../selectors/request.ts";
import { currentForm } from "../selectors/search.ts";
import type { FieldErrors, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { loadConfigurations } from "./products.ts";
import { searchInputOf } from "./search-form.ts";

/** The beneficiary that the search found, and their confirmation by the user. */

type BeneficiaryEvents = "person_chosen" | "beneficiary_confirmed" | "beneficiary_declined";

const onEvent: Pick<EventReducers, BeneficiaryEvents> = {
  person_chosen: (flow, { beneficiaryId }) => withEffects(flow, { chosenPersonId: beneficiaryId }),

  /** Only an active coverage can be confirmed. Another beneficiary loses the documents. */
  beneficiary_confirmed: (flow, { beneficiary, dropsChoices }) => {
    const isBusy = flow.running || flow.outcomeUnknown || flow.outcome;
    if (isBusy || !beneficiary.coverage.active) return unchanged(flow);
    const next = { beneficiary, step: "select_products", problem: undefined, errors: {} } as const;
    if (flow.beneficiary?.beneficiary_id === beneficiary.beneficiary_id) {
      const isReturn = flow.returnsToReview && isUnchanged(flow);
      return withEffects(flow, { ...next, ...(isReturn && { step: "review_and_submit" }) });
    }
    const cancelled = flow.files.map(({ id }) => ({ type: "cancel_upload", fileId: id }) as const);
    return withEffects(
      flow,
      {
        ...next,
        ...(dropsChoices && { products: [], diagnoses: [], requirements: {}, prefillApplied: undefined }),
        formerPerson: undefined,
        files: [],
        request: undefined,
        policy: { state: "none" },
      },
      ...cancelled,
    );
  },

  /** Not while a call for this person is in progress: the step that asks for another one cannot be gone to. */
  beneficiary_declined: (flow) =>
    withEffects(flow, flow.running ? {} : { found: undefined, problem: undefined }),
};

const onResult: Pick<ResultReducers, "search" | "load_dependents"> = {
  search: {
    succeeded: (flow, { effect, value }) => {
      const ended = { ...flow, running: undefined };
      if (!isCurrent(flow, effect)) return unchanged(ended);
      const { sponsorSlug } = effect;
      const next = { ...ended, found: value };
      const { beneficiary_id: beneficiaryId, coverage, dependents } = value;
      if (!coverage.active) return unchanged(next);
      const family: Effect[] = dependents ? [] : [{ type: "load_dependents", sponsorSlug, beneficiaryId }];
      // The sponsor's rules decide whether it is of use to go on.
      return loadConfigurations(next, family);
    },
    failed: (flow, problem, effect) => {
      const ended = { ...flow, running: undefined };
      if (!isCurrent(flow, effect)) return unchanged(ended);
      const errors = refusedFields(flow, problem.errors ?? []);
      // What stands beside a field is not said a second time.
      const isSaid = problem.code === "validation_failed" && Object.keys(errors).length > 0;
      return withEffects(ended, { problem: isSaid ? undefined : problem, errors });
    },
  },

  /** Optional: a failure changes nothing. */
  load_dependents: {
    succeeded: (flow, { effect, value }) =>
      withEffects(flow, effect.beneficiaryId === flow.found?.beneficiary_id ? { dependents: value } : {}),
    failed: (flow) => unchanged(flow),
  },
};

export const beneficiaryReducers = { onEvent, onResult };

/** The result of a search counts only for what is in sight: the user may have edited it, or chosen another sponsor. */
function isCurrent(flow: FlowState, { sponsorSlug, input }: Extract<Effect, { type: "search" }>): boolean {
  return sponsorSlug === flow.sponsorSlug && JSON.stringify(input) === JSON.stringify(searchInputOf(flow));
}

/** The sponsor's errors, by field. */
function refusedFields(flow: FlowState, errors: { path: string; message: string }[]): FieldErrors {
  const fields = currentForm(flow)?.fields ?? [];
  return Object.fromEntries(
    errors.flatMap(({ path, message }) => {
      const field = fieldAt(path, fields);
      return field ? [[field.key, { reason: "refused", message } as const]] : [];
    }),
  );
}

/**
 * The field that a path names, in any notation: `birth_date`, `/fields/birth_date`, `fields.birthDate`, `Birth date`,
 * `fields[2]`. Only letters and digits are compared, the last part of the path first.
 */
export function fieldAt(path: string, fields: SearchField[]): SearchField | undefined {
  const parts = [path, ...path.split(/[./[\]]+/).reverse()].map(normalizeName).filter(Boolean);
  for (const part of parts) {
    const named =
      fields.find(({ key }) => normalizeName(key) === part) ??
      fields.find(({ label }) => normalizeName(label) === part);
    if (named) return named;
  }
  const index = parts.find((part) => /^\d+$/.test(part));
  return index ? fields[Number(index)] : undefined;
}

function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]/gu, "");
}
