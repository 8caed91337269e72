import type { Effect, EffectName, EffectSucceeded, Effects, FlowEvent } from "../flow/events.ts";
import { requestReducers } from "../flow/reducers/index.ts";
import { resumeReducers } from "../flow/reducers/resume.ts";
import { searchReducers } from "../flow/reducers/search.ts";
import { type FlowState, initialState, type Setup } from "../flow/state.ts";
import { mergeReducers, transition } from "../flow/transition.ts";
import type { ClientProblemCode, Problem } from "../problem/problem.ts";
import { beneficiary, configuration, diagnosis, file, forms, line, outcome, rule } from "./fixtures.ts";

/** The reducers of the whole state machine. */
export const reducers = mergeReducers(searchReducers, requestReducers, resumeReducers);

export const problem = (code: ClientProblemCode, change: Partial<Problem> = {}): Problem => ({
  code,
  retryable: true,
  ...change,
});

/** Plays the machine as a conductor would, with effects that end when the test says so. */
export class FlowDriver {
  flow: FlowState;
  /** Effects that have begun and not ended. */
  pendingEffects: Effect[] = [];
  /** Every effect there ever was. */
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

  /** The oldest effect of this name that has not ended. */
  pendingEffect<Name extends EffectName>(name: Name): Extract<Effect, { type: Name }> {
    const found = this.pendingEffects.find((effect) => effect.type === name);
    if (!found) throw new Error(`No ${name} is under way.`);
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

  /** How often an effect of this name has begun. */
  count(name: EffectName): number {
    return this.startedEffects.filter((effect) => effect.type === name).length;
  }
}

/** At the first screen, with the insurer's form. */
export const atSearch = () => new FlowDriver().send({ type: "started" }).succeed("load_forms", forms());

export const search = (play: FlowDriver) =>
  play.send(
    { type: "search_edited", key: "document_type", value: "CC" },
    { type: "search_edited", key: "document_number", value: "123" },
    { type: "search_submitted" },
  );

/** Somebody was found and is the right person. */
export const atProducts = () =>
  search(atSearch())
    .succeed("search", beneficiary())
    .send({ type: "beneficiary_confirmed", beneficiary: beneficiary() });

/** One product and one diagnosis, not yet sent. */
export const withChoices = () =>
  atProducts()
    .send({ type: "product_put", line: line() })
    .succeed("load_configuration", configuration())
    .send({ type: "diagnosis_added", diagnosis: diagnosis() });

/** Presses "Continue" on the products and answers the create. */
export function create(play: FlowDriver, id = "req-1"): FlowDriver {
  play.send({ type: "products_submitted", key: `key-${id}` });
  const { payload } = play.pendingEffect("create");
  return play.succeed("create", {
    created: { authorization_request_id: id, status: "PENDING_INDICATION", created_at: undefined },
    payload,
  });
}

/** The vendor holds a request, and says which documents it wants. */
export const atDocuments = () => create(withChoices()).succeed("load_policy", [rule()]);

/** The document has arrived, and all is ready to be sent. */
export const atReview = () =>
  atDocuments()
    .send({ type: "file_added", file: file() })
    .succeed("upload", undefined)
    .send({ type: "documents_submitted" });

/** Sent; the insurer has not answered. */
export const submitted = () => atReview().send({ type: "request_submitted" });

export const answered = () => submitted().succeed("complete", outcome());
