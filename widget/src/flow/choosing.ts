import type { Endings, Handlers } from "./advance.ts";
import { becomes } from "./becomes.ts";
import type { Advance } from "./events.ts";
import type { FieldErrors, Flow } from "./flow.ts";
import { payloadOf, requiredFieldsOf, samePayload } from "./questions.ts";

/** What is asked for: products, diagnoses, and what else the sponsor requires. Leaving this step makes the request. */

type Choosing =
  | "product_put"
  | "product_removed"
  | "diagnosis_added"
  | "diagnosis_removed"
  | "diagnosis_moved"
  | "requirement_edited"
  | "products_submitted";

const handlers: Pick<Handlers, Choosing> = {
  product_put: (flow, { line }) => {
    const known = flow.products.some(({ id }) => id === line.id);
    const products = known
      ? flow.products.map((other) => (other.id === line.id ? line : other))
      : [...flow.products, line];
    return loadConfiguration(
      { ...flow, products, errors: without(flow.errors, "products") },
      line.product.product_type,
    );
  },

  product_removed: (flow, { id }) =>
    becomes(flow, { products: flow.products.filter((line) => line.id !== id), problem: undefined }),

  diagnosis_added: (flow, { diagnosis }) =>
    flow.diagnoses.some(({ code }) => code === diagnosis.code)
      ? becomes(flow)
      : becomes(flow, {
          diagnoses: [...flow.diagnoses, diagnosis],
          errors: without(flow.errors, "diagnoses"),
        }),

  diagnosis_removed: (flow, { code }) =>
    becomes(flow, { diagnoses: flow.diagnoses.filter((diagnosis) => diagnosis.code !== code) }),

  diagnosis_moved: (flow, { code, by }) => {
    const diagnoses = [...flow.diagnoses];
    const from = diagnoses.findIndex((diagnosis) => diagnosis.code === code);
    const to = from + by;
    const moved = diagnoses[from];
    const other = diagnoses[to];
    if (!moved || !other) return becomes(flow);
    diagnoses[from] = other;
    diagnoses[to] = moved;
    return becomes(flow, { diagnoses });
  },

  requirement_edited: (flow, { name, value }) =>
    becomes(flow, {
      requirements: { ...flow.requirements, [name]: value },
      errors: without(flow.errors, name),
    }),

  /** The vendor holds this very request already: go on with it. Anything else needs a new one. */
  products_submitted: (flow, { key }) => {
    if (flow.running) return becomes(flow);
    const errors = missingChoices(flow);
    if (Object.keys(errors).length) return becomes(flow, { errors, problem: undefined });
    const payload = payloadOf(flow);
    if (flow.request && samePayload(flow.draft?.payload, payload)) {
      return becomes(flow, { step: "capture_indication", problem: undefined, errors: {} });
    }
    const draft = flow.draft && samePayload(flow.draft.payload, payload) ? flow.draft : { payload, key };
    return becomes(
      flow,
      { draft, running: "create", request: undefined, problem: undefined, errors: {} },
      {
        do: "create",
        ...draft,
      },
    );
  },
};

const endings: Pick<Endings, "create"> = {
  create: {
    /** Files that another request has are not in this one: they go again. */
    done: (flow, { value }) => {
      const requestId = value.created.authorization_request_id;
      return becomes(
        flow,
        {
          running: undefined,
          request: { id: requestId, payload: value.payload },
          step: "capture_indication",
          policy: { state: "loading" },
          files: flow.files.map((file) => ({ ...file, state: "waiting", sentBytes: 0, problem: undefined })),
          completionKey: undefined,
          fateUnknown: false,
          awaitingFiles: false,
        },
        { do: "load_policy", requestId },
      );
    },
    /** A create that may have been carried out leaves no authorization behind: it is made anew, under another key. */
    failed: (flow, problem) =>
      becomes(flow, {
        running: undefined,
        problem,
        draft: problem.code === "outcome_unknown" ? undefined : flow.draft,
        errors: refusedChoices(flow, problem.errors ?? []),
      }),
  },
};

export const choosing = { handlers, endings };

function without(errors: FieldErrors, name: string): FieldErrors {
  const { [name]: _mended, ...rest } = errors;
  return rest;
}

/** A first product of a type brings that type's rules. */
function loadConfiguration(flow: Flow, productType: string): Advance {
  const known = flow.configurations[productType]?.state;
  if (!flow.sponsorSlug || known === "loading" || known === "ready") return becomes(flow);
  return becomes(
    flow,
    { configurations: { ...flow.configurations, [productType]: { state: "loading" } } },
    {
      do: "load_configuration",
      sponsorSlug: flow.sponsorSlug,
      productType,
    },
  );
}

function missingChoices(flow: Flow): FieldErrors {
  const errors: FieldErrors = {};
  if (!flow.products.length) errors.products = { reason: "required" };
  if (!flow.diagnoses.length) errors.diagnoses = { reason: "required" };
  for (const name of requiredFieldsOf(flow)) {
    if (!flow.requirements[name]?.trim()) errors[name] = { reason: "required" };
  }
  return errors;
}

/** The sponsor's refusals: a product's on its own line (`products.<id>`), others on the field they name. */
function refusedChoices(flow: Flow, errors: { path: string; message: string }[]): FieldErrors {
  const refused: FieldErrors = {};
  for (const { path, message } of errors) {
    const [first = "", second = ""] = path.split(/[./[\]]+/).filter(Boolean);
    const line = first === "products" ? flow.products[Number(second)] : undefined;
    const name = line ? `products.${line.id}` : first === "diagnosis_code" ? "diagnoses" : first;
    refused[name] = { reason: "refused", message };
  }
  return refused;
}
