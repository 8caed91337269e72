import type { Product } from "@osigu-preauth/shared";
import { cleanText } from "../../format/clean-text.ts";
import type { Problem } from "../../problem/problem.ts";
import { andThen } from "../and-then.ts";
import type { Effect, Transition } from "../events.ts";
import { isKeyConsumed, nextKey, retrySuffix } from "../idempotency-keys.ts";
import { unchanged, withEffects } from "../next.ts";
import { prefilledDiagnoses, prefilledPerson, prefilledProducts } from "../selectors/prefill.ts";
import {
  draftMatches,
  fieldsToAsk,
  filesFromHere,
  isComplete,
  payloadOf,
  possibleTypesOf,
  productTypesOf,
  requiredFieldsOf,
  requiredValueOf,
} from "../selectors/request.ts";
import type { FieldErrors, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { resetForNewRequest } from "../upload-state.ts";
import { loadMissing } from "./search.ts";

/** Products, diagnoses, and the other fields that the sponsor requires. Leaving this step creates the request. */

type ProductEvents =
  | "products_opened"
  | "product_put"
  | "product_removed"
  | "diagnosis_added"
  | "diagnosis_removed"
  | "diagnosis_moved"
  | "requirement_edited"
  | "products_edited"
  | "products_submitted";

const onEvent: Pick<EventReducers, ProductEvents> = {
  /** The prefill is applied once. Missing names and configurations are loaded whenever the step opens. */
  products_opened: (flow, { ids }) => {
    const next = flow.prefillApplied ? flow : applyPrefill(flow, ids);
    const effects: Effect[] = [...loadUnresolvedProducts(next), ...loadUnnamedDiagnoses(next)];
    if (next.sponsors.state !== "none") return loadConfigurations(next, effects);
    return loadConfigurations({ ...next, sponsors: { state: "loading" } }, [
      ...effects,
      { type: "load_sponsors" },
    ]);
  },

  /** While it is not known what a prefilled product is, the user can edit only its quantity. */
  product_put: (flow, { line: put }) => {
    const { posology, quantity } = put;
    const known = flow.products.find(({ id }) => id === put.id);
    const line =
      known && !put.product.product_type
        ? { ...known, quantity }
        : { ...put, posology: posology && cleanText(posology).trim() };
    const products = known
      ? flow.products.map((other) => (other.id === line.id ? line : other))
      : [...flow.products, line];
    const errors = without(without(flow.errors, "products"), `products.${line.id}`);
    return loadConfigurations({ ...flow, products, errors, problem: undefined });
  },

  product_removed: (flow, { id }) =>
    goOn(
      withEffects(flow, {
        products: flow.products.filter((line) => line.id !== id),
        problem: undefined,
        errors: without(flow.errors, `products.${id}`),
      }),
    ),

  diagnosis_added: (flow, { diagnosis }) =>
    flow.diagnoses.some(({ code }) => code === diagnosis.code)
      ? unchanged(flow)
      : withEffects(flow, {
          diagnoses: [...flow.diagnoses, diagnosis],
          errors: without(flow.errors, "diagnoses"),
        }),

  diagnosis_removed: (flow, { code }) =>
    withEffects(flow, { diagnoses: flow.diagnoses.filter((diagnosis) => diagnosis.code !== code) }),

  diagnosis_moved: (flow, { code, by }) => {
    const diagnoses = [...flow.diagnoses];
    const from = diagnoses.findIndex((diagnosis) => diagnosis.code === code);
    const to = from + by;
    if (from < 0 || !diagnoses[to]) return unchanged(flow);
    diagnoses.splice(to, 0, ...diagnoses.splice(from, 1));
    return withEffects(flow, { diagnoses });
  },

  requirement_edited: (flow, { name, value }) =>
    withEffects(flow, {
      requirements: { ...flow.requirements, [name]: value },
      errors: without(flow.errors, name),
    }),

  /** Who goes on here after submitting does not want to leave any more: what they enter would be lost. */
  products_edited: (flow) => {
    if (flow.running === "load_product") return withEffects(flow, { running: undefined });
    return flow.running === "create" ? withEffects(flow, { isEditing: true }) : unchanged(flow);
  },

  /**
   * What is still being looked up is waited for. An unchanged payload continues with the request that the vendor holds.
   * Any change needs a new request, and that of a colleague, which does not say for whom it is, a search before it.
   */
  products_submitted: (flow, { key, left }) => {
    if (flow.running || flow.outcomeUnknown || flow.step !== "select_products") return unchanged(flow);
    const errors = { ...validateProducts(flow), ...left };
    if (Object.keys(errors).length) return withEffects(flow, { errors, problem: undefined });
    if (isLookingUp({ ...flow, errors })) {
      return withEffects(
        flow,
        { running: "load_product", awaitedKey: key, problem: undefined, errors },
        ...loadUnresolvedProducts(flow),
      );
    }
    const known = draftMatches(flow) ? flow.draft : undefined;
    if (flow.request && known) {
      const step = flow.returnsToReview && isComplete(flow) ? "review_and_submit" : "capture_indication";
      return withEffects(flow, { step, problem: undefined, errors: {} });
    }
    if (!flow.beneficiary?.beneficiary_id) {
      return loadMissing({ ...flow, step: "search_beneficiary", problem: undefined, errors: {} });
    }
    const draft = known ?? { payload: payloadOf(flow), key };
    return withEffects(
      flow,
      {
        draft,
        running: "create",
        isEditing: false,
        request: undefined,
        problem: undefined,
        errors: {},
      },
      {
        type: "create",
        ...draft,
      },
    );
  },
};

const onResult: Pick<ResultReducers, "create" | "load_configuration" | "load_product" | "load_diagnosis"> = {
  load_configuration: {
    succeeded: (flow, { effect, value }) => setConfiguration(flow, effect, { state: "ready", value }),
    failed: (flow, problem, effect) => setConfiguration(flow, effect, { state: "failed", problem }),
  },

  load_product: {
    succeeded: (flow, { effect: { lineId }, value }) => {
      if (!value?.product_type) return refuseProduct(flow, lineId);
      const products = flow.products.map((line) =>
        line.id === lineId && !line.product.product_type ? { ...line, product: value } : line,
      );
      const errors = without(flow.errors, `products.${lineId}`);
      return goOn(loadConfigurations({ ...flow, products, errors }));
    },
    /** Loaded again when the step is left: only then does it matter. */
    failed: (flow, { code }, { lineId }) =>
      flow.running === "load_product" ? refuseProduct(flow, lineId, code) : unchanged(flow),
  },

  load_diagnosis: {
    succeeded: (flow, { effect, value }) =>
      withEffects(flow, {
        diagnoses: flow.diagnoses.map((one) => (one.code === effect.code && value ? value : one)),
      }),
    failed: (flow) => unchanged(flow),
  },

  create: {
    /**
     * The files of another request are sent again to this one. A user who changed the payload meanwhile, or is about to,
     * stays on the step that creates the next request.
     */
    succeeded: (flow, { effect, value }) => {
      const requestId = value.created.authorization_request_id;
      return withEffects(
        flow,
        {
          running: undefined,
          request: { id: requestId, payload: value.payload },
          step: draftMatches(flow) && !flow.isEditing ? "capture_indication" : "select_products",
          // The policy of the replaced request applies until the new one is loaded.
          policy: flow.step === "capture_indication" ? flow.policy : { state: "loading" },
          files: filesFromHere(flow).map(resetForNewRequest),
          checks: undefined,
          completionKey: nextKey(effect.key),
          outcomeUnknown: false,
          awaitingFiles: false,
        },
        { type: "load_policy", requestId },
      );
    },
    /**
     * A create that may have been carried out is harmless without a completion: it is repeated once, under another key.
     */
    failed: (flow, problem, { payload, key }) => {
      const draft = { payload, key: `${key}${retrySuffix}` };
      if (problem.code === "outcome_unknown" && !key.endsWith(retrySuffix))
        return withEffects(flow, { draft }, { type: "create", ...draft });
      // The host page's hook stopped the create: nothing is left of it.
      if (problem.code === "cancelled") return withEffects(flow, { running: undefined, draft: undefined });
      const errors = refusedFields(flow, problem);
      const names = Object.keys(errors);
      const extraFields = names.filter(
        (name) => !/^(products|diagnoses|beneficiary_id|sponsor_slug)/.test(name),
      );
      // What stands beside a product or a field is not said a second time. Two of the fields are on another step.
      const isSaid =
        problem.code === "product_not_registered"
          ? names.some((name) => /^products\./.test(name))
          : problem.code === "validation_failed" &&
            names.length > 0 &&
            !names.some((name) => /^(beneficiary_id|sponsor_slug)/.test(name));
      return withEffects(flow, {
        running: undefined,
        problem: isSaid ? undefined : problem,
        draft: isKeyConsumed(problem) ? undefined : flow.draft,
        extraRequiredFields: [...new Set([...(flow.extraRequiredFields ?? []), ...extraFields])],
        errors,
      });
    },
  },
};

export const productReducers = { onEvent, onResult };

/** The same errors where there is none of this name: new ones would take the focus. */
function without(errors: FieldErrors, name: string): FieldErrors {
  if (!errors[name]) return errors;
  const { [name]: _mended, ...rest } = errors;
  return rest;
}

/** Loads the configuration of every product type that the request may have and that is neither loaded nor loading. */
export function loadConfigurations(flow: FlowState, effects: Effect[] = []): Transition {
  const { sponsorSlug } = flow;
  const types = new Set([...productTypesOf(flow), ...possibleTypesOf(flow)]);
  const wanted = [...types].filter((type) => {
    const state = flow.configurations[type]?.state;
    return type && state !== "loading" && state !== "ready";
  });
  if (!sponsorSlug || !wanted.length) return { flow, effects };
  const loading = Object.fromEntries(wanted.map((type) => [type, { state: "loading" as const }]));
  return {
    flow: { ...flow, configurations: { ...flow.configurations, ...loading } },
    effects: [
      ...effects,
      ...wanted.map((productType) => ({ type: "load_configuration" as const, sponsorSlug, productType })),
    ],
  };
}

function setConfiguration(
  flow: FlowState,
  effect: Extract<Effect, { type: "load_configuration" }>,
  configuration: FlowState["configurations"][string],
): Transition {
  if (effect.sponsorSlug !== flow.sponsorSlug) return unchanged(flow);
  return goOn(
    withEffects(flow, {
      configurations: { ...flow.configurations, [effect.productType]: configuration },
    }),
  );
}

/** Adds the host page's person, products and diagnoses, with their codes in place of their names. */
function applyPrefill(flow: FlowState, ids: string[]): FlowState {
  const lines = prefilledProducts(flow.setup).map(({ product_code, quantity, posology }, index) => ({
    id: ids[index] ?? product_code,
    product: { product_code, product_type: "", name: product_code } as Product,
    quantity,
    posology,
  }));
  const diagnoses = prefilledDiagnoses(flow.setup).map((code) => ({
    coding_system: "ICD-10",
    code,
    name: code,
  }));
  return {
    ...flow,
    prefillApplied: true,
    beneficiary: flow.beneficiary && { ...flow.beneficiary, ...prefilledPerson(flow.setup) },
    products: [...lines, ...flow.products],
    diagnoses: [...diagnoses, ...flow.diagnoses],
  };
}

/** Loads the prefilled products of which only the code is known. */
function loadUnresolvedProducts(flow: FlowState): Effect[] {
  return flow.products
    .filter(({ product }) => !product.product_type)
    .map(({ id, product }) => ({ type: "load_product", lineId: id, productCode: product.product_code }));
}

/** Whether a product, or what the sponsor requires for one, is not known yet and has not failed. */
function isLookingUp({ products, configurations, errors }: FlowState): boolean {
  return products.some(({ id, product: { product_type: type } }) =>
    type ? configurations[type]?.state === "loading" : !errors[`products.${id}`],
  );
}

/** Marks a product that cannot be looked up, unless it was removed or replaced meanwhile. */
function refuseProduct(flow: FlowState, lineId: string, code?: Problem["code"]): Transition {
  if (!flow.products.some(({ id, product }) => id === lineId && !product.product_type)) {
    return goOn(unchanged(flow));
  }
  const error = { reason: "refused" as const, ...(code && { code }) };
  return goOn(withEffects(flow, { errors: { ...flow.errors, [`products.${lineId}`]: error } }));
}

/** Leaves the step where the user has asked for it, once everything is looked up. */
function goOn({ flow, effects }: Transition): Transition {
  if (flow.running !== "load_product" || isLookingUp(flow)) return { flow, effects };
  const { awaitedKey: key = "", errors } = flow;
  return andThen({ flow: { ...flow, running: undefined }, effects }, (next) =>
    Object.keys(errors).length
      ? unchanged(next)
      : onEvent.products_submitted(next, { type: "products_submitted", key }),
  );
}

function loadUnnamedDiagnoses(flow: FlowState): Effect[] {
  return flow.diagnoses
    .filter(({ code, name }) => code === name)
    .map(({ code }) => ({ type: "load_diagnosis", code }));
}

function validateProducts(flow: FlowState): FieldErrors {
  const errors: FieldErrors = {};
  if (!flow.products.length) errors.products = { reason: "required" };
  if (!flow.diagnoses.length) errors.diagnoses = { reason: "required" };
  for (const name of fieldsToAsk(flow)) {
    if (!requiredValueOf(flow, name)) errors[name] = { reason: "required" };
  }
  return errors;
}

/** The sponsor's errors by field: those of a product under `products.<id>`, others under their wire name. */
function refusedFields(flow: FlowState, { code, errors = [] }: Problem): FieldErrors {
  const refused: FieldErrors = {};
  for (const { path } of errors) {
    const [first = "", second = ""] = path.split(/[./[\]]+/).filter(Boolean);
    const line = first === "products" ? flow.products[Number(second)] : undefined;
    const name = line ? `products.${line.id}` : wireName(flow, first);
    refused[name] =
      line && code === "product_not_registered" ? { reason: "refused", code } : { reason: "refused" };
  }
  return refused;
}

/** The wire name of a field, however the sponsor writes it: `clinicalSummary` is `clinical_summary`. */
function wireName(flow: FlowState, written: string): string {
  const letters = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (letters(written).startsWith("diagnos")) return "diagnoses";
  const known = requiredFieldsOf(flow).find((name) => letters(name) === letters(written));
  return known ?? written.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
