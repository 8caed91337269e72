import type { Effect, EffectName, EffectSucceeded, Effects, FlowEvent } from "../flow/events.ts";
import { requestReducers } from "../flow/reducers/index.ts";
import { lastChoiceReducers } from "../flow/reducers/last-choice.ts";
import { otpReducers } from "../flow/reducers/otp.ts";
import { pageOrderReducers } from "../flow/reducers/page-order.ts";
import { resumeReducers } from "../flow/reducers/resume.ts";
import { revisionReducers } from "../flow/reducers/revision.ts";
import { searchReducers } from "../flow/reducers/search.ts";
import { type FlowState, initialState, type Setup } from "../flow/state.ts";
import { mergeReducers, transition } from "../flow/transition.ts";
import type { ClientProblemCode, Problem } from "../problem/problem.ts";
import { beneficiary, configuration, diagnosis, file, forms, line, outcome, rule } from "./fixtures.ts";

/** The reducers of the whole state machine. */
export const reducers = mergeReducers(
  searchReducers,
  requestReducers,
  otpReducers,
  resumeReducers,
  revisionReducers,
  lastChoiceReducers,
  pageOrderReducers,
);

export const problem = (code: ClientProblemCode, change: Partial<Problem> = {}): Problem => ({
  code,
  retryable: true,
  ...change,
});

/** Drives the state machine as the store does. The test decides when and how effects end. */
export class FlowDriver {
  flow: FlowState;
  /** Effects in progress. */
  pendingEffects: Effect[] = [];
  /** Every effect that was started. */
  readonly startedEffects: Effect[] = [];

  constructor(setup: Setup = { sponsorSlug: "sponsor-norte" }) {
    this.flow = initialState(setup);
  }

  send(...events: FlowEvent[]): this {
    for (const event of events) {
      const { flow, effects } = transition(reducers, this.flow, event);
      this.flow = flow;
      this.pendingEffects.push(...effects);
      this.startedEffects.push(...effects);
    }
    return this;
  }

  /** The oldest effect of this name in progress. */
  pendingEffect<Name extends EffectName>(name: Name): Extract<Effect, { type: Name }> {
    const found = this.pendingEffects.find((effect) => effect.type === name);
    if (!found) throw new Error(`No ${name} is in progress.`);
    return found as Extract<Effect, { type: Name }>;
  }

  succeed<Name extends EffectName>(
    name: Name,
    value: Effects[Name]["output"],
    effect: Effect = this.pendingEffect(name),
  ): this {
    this.pendingEffects = this.pendingEffects.filter((other) => other !== effect);
    return this.send({ type: "effect_succeeded", effect, value } as EffectSucceeded);
  }

  fail(name: EffectName, why: ClientProblemCode | Problem, effect: Effect = this.pendingEffect(name)): this {
    this.pendingEffects = this.pendingEffects.filter((other) => other !== effect);
    return this.send({
      type: "effect_failed",
      effect,
      problem: typeof why === "string" ? problem(why) : why,
    });
  }

  /** How often an effect of this name was started. */
  count(name: EffectName): number {
    return this.startedEffects.filter((effect) => effect.type === name).length;
  }
}

/** On the first screen, with the form loaded. */
export const atSearch = () => new FlowDriver().send({ type: "started" }).succeed("load_forms", forms());

export const search = (driver: FlowDriver) =>
  driver.send(
    { type: "search_edited", key: "document_type", value: "CC" },
    { type: "search_edited", key: "document_number", value: "123" },
    { type: "search_submitted" },
  );

/** With a confirmed beneficiary. */
export const atProducts = () =>
  search(atSearch())
    .succeed("search", beneficiary())
    .send({ type: "beneficiary_confirmed", beneficiary: beneficiary() });

/** With one product and one diagnosis, not submitted. */
export const withChoices = () =>
  atProducts()
    .send({ type: "product_put", line: line() })
    .succeed("load_configuration", configuration())
    .send({ type: "diagnosis_added", diagnosis: diagnosis() });

/** Submits the products, and resolves the create. */
export function create(driver: FlowDriver, id = "req-1"): FlowDriver {
  return answerCreate(driver.send({ type: "products_submitted", key: `key-${id}` }), id);
}

/** Resolves the create that is under way. */
export function answerCreate(driver: FlowDriver, id = "req-1"): FlowDriver {
  const { payload } = driver.pendingEffect("create");
  return driver.succeed("create", {
    created: { authorization_request_id: id, status: "PENDING_INDICATION", created_at: undefined },
    payload,
  });
}

/** With a created request and its document policy. */
export const atDocuments = () => create(withChoices()).succeed("load_policy", [rule()]);

/** On the review, with the document uploaded. */
export const atReview = () =>
  atDocuments()
    .send({ type: "file_added", file: file() })
    .succeed("upload", undefined)
    .send({ type: "documents_submitted" });

/** With the completion in progress. */
export const submitted = () => atReview().send({ type: "request_submitted" });

export const answered = () => submitted().succeed("complete", outcome());
