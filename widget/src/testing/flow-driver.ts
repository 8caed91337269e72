import type { ClientProblemCode, Problem } from "../api/problem.ts";
import type { Done, Effect, EffectName, Effects, FlowEvent } from "../flow/events.ts";
import { requesting } from "../flow/reducers/index.ts";
import { verifying } from "../flow/reducers/otp.ts";
import { resuming } from "../flow/reducers/resume.ts";
import { searching } from "../flow/reducers/search.ts";
import { type Flow, newFlow, type Setup } from "../flow/state.ts";
import { advance, type Rules, together } from "../flow/transition.ts";
import { beneficiary, configuration, diagnosis, file, forms, line, outcome, rule } from "./fixtures.ts";

/** The whole machine. */
export const rules = [requesting(), verifying, resuming].reduce(together, searching as Rules);

export const problem = (code: ClientProblemCode, change: Partial<Problem> = {}): Problem => ({
  code,
  retryable: true,
  ...change,
});

/** Plays the machine as a conductor would, with effects that end when the test says so. */
export class Play {
  flow: Flow;
  /** Effects that have begun and not ended. */
  underWay: Effect[] = [];
  /** Every effect there ever was. */
  readonly begun: Effect[] = [];

  constructor(setup: Setup = { sponsorSlug: "sponsor-norte" }) {
    this.flow = newFlow(setup);
  }

  send(...events: FlowEvent[]): this {
    for (const event of events) {
      const { flow, effects } = advance(rules, this.flow, event);
      this.flow = flow;
      this.underWay.push(...effects);
      this.begun.push(...effects);
    }
    return this;
  }

  /** The oldest effect of this name that has not ended. */
  of<Name extends EffectName>(name: Name): Extract<Effect, { do: Name }> {
    const found = this.underWay.find((effect) => effect.do === name);
    if (!found) throw new Error(`No ${name} is under way.`);
    return found as Extract<Effect, { do: Name }>;
  }

  done<Name extends EffectName>(name: Name, value: Effects[Name]["gives"], of: Effect = this.of(name)): this {
    this.underWay = this.underWay.filter((effect) => effect !== of);
    return this.send({ type: "done", of, value } as Done);
  }

  fails(name: EffectName, why: ClientProblemCode | Problem, of: Effect = this.of(name)): this {
    this.underWay = this.underWay.filter((effect) => effect !== of);
    return this.send({ type: "failed", of, problem: typeof why === "string" ? problem(why) : why });
  }

  /** How often an effect of this name has begun. */
  count(name: EffectName): number {
    return this.begun.filter((effect) => effect.do === name).length;
  }
}

/** At the first screen, with the insurer's form. */
export const atSearch = () => new Play().send({ type: "started" }).done("load_forms", forms());

export const search = (play: Play) =>
  play.send(
    { type: "search_edited", key: "document_type", value: "CC" },
    { type: "search_edited", key: "document_number", value: "123" },
    { type: "search_submitted" },
  );

/** Somebody was found and is the right person. */
export const atProducts = () =>
  search(atSearch())
    .done("search", beneficiary())
    .send({ type: "beneficiary_confirmed", beneficiary: beneficiary() });

/** One product and one diagnosis, not yet sent. */
export const withChoices = () =>
  atProducts()
    .send({ type: "product_put", line: line() })
    .done("load_configuration", configuration())
    .send({ type: "diagnosis_added", diagnosis: diagnosis() });

/** Presses "Continue" on the products and answers the create. */
export function create(play: Play, id = "req-1"): Play {
  play.send({ type: "products_submitted", key: `key-${id}` });
  const { payload } = play.of("create");
  return play.done("create", {
    created: { authorization_request_id: id, status: "PENDING_INDICATION", created_at: undefined },
    payload,
  });
}

/** The vendor holds a request, and says which documents it wants. */
export const atDocuments = () => create(withChoices()).done("load_policy", [rule()]);

/** The document has arrived, and all is ready to be sent. */
export const atReview = () =>
  atDocuments()
    .send({ type: "file_added", file: file() })
    .done("upload", undefined)
    .send({ type: "documents_submitted" });

/** Sent; the insurer has not answered. */
export const submitted = () => atReview().send({ type: "request_submitted" });

export const answered = () => submitted().done("complete", outcome());
