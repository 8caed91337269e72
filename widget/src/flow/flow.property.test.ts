import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AuthorizationOutcome, StepName } from "@osigu-preauth/shared";
import fc from "fast-check";
import type { ClientProblemCode } from "../problem/problem.ts";
import {
  beneficiary,
  configuration,
  diagnosis,
  file,
  forms,
  line,
  outcome,
  product,
  rejection,
  rule,
  sponsors,
} from "../testing/fixtures.ts";
import { FlowDriver, problem } from "../testing/flow-driver.ts";
import type { Effect, EffectName, Effects, FlowEvent } from "./events.ts";
import { draftMatches, hasFailedFiles, missingDocuments } from "./selectors/request.ts";
import type { Running, Setup } from "./state.ts";

/**
 * Invariants of the state machine, checked with random sequences of actions and results. A failure shows the seed and
 * the shortest sequence.
 */

/** The effects that the user waits for: at most one of them is pending. */
const blockingEffects: EffectName[] = [
  "search",
  "create",
  "complete",
  "refetch",
  "send_code",
  "validate_code",
];

const ids = ["a", "b", "c"];
const codes: ClientProblemCode[] = [
  "outcome_unknown",
  "unreachable",
  "upstream_timeout",
  "document_missing",
  "validation_failed",
  "session_failed",
  "rate_limited",
  "internal_error",
  "otp_required",
  "otp_invalid",
];
const steps: StepName[] = [
  "search_beneficiary",
  "select_products",
  "capture_indication",
  "review_and_submit",
  "otp_challenge",
  "outcome",
];

const key = fc.integer({ min: 1, max: 1_000_000 }).map((number) => `key-${number}`);
const id = fc.constantFrom(...ids);
const fileId = fc.integer({ min: 1, max: 4 }).map((number) => `file-${number}`);
const quantity = fc.integer({ min: 1, max: 3 });

/** Every action of the user. */
const action: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constantFrom<FlowEvent>(
    { type: "started" },
    { type: "search_submitted" },
    { type: "documents_submitted" },
    { type: "loading_retried" },
    { type: "beneficiary_declined" },
    { type: "products_opened", ids: ["b", "c"] },
    { type: "revision_started" },
    { type: "search_edited", key: "document_type", value: "CC" },
    { type: "search_edited", key: "document_number", value: "123" },
    { type: "beneficiary_confirmed", beneficiary: beneficiary() },
    { type: "beneficiary_confirmed", beneficiary: beneficiary({ beneficiary_id: "ben-2" }) },
  ),
  key.map((key): FlowEvent => ({ type: "products_submitted", key })),
  fc.constant<FlowEvent>({ type: "request_submitted" }),
  fc.nat(9).map((hour): FlowEvent => ({ type: "code_asked", channel: "SMS", now: hour * 3_600_000 })),
  fc.constant<FlowEvent>({ type: "code_submitted", code: "123456", now: 0 }),
  fc
    .constantFrom(...sponsors)
    .map(({ sponsor_slug: sponsorSlug }): FlowEvent => ({ type: "sponsor_chosen", sponsorSlug })),
  fc.record({ id, quantity }).map(({ id, quantity }): FlowEvent => {
    const type = id === "c" ? "LAB" : "MEDICATION";
    return { type: "product_put", line: line(id, { quantity, product: product({ product_type: type }) }) };
  }),
  id.map((id): FlowEvent => ({ type: "product_removed", id })),
  id.map((code): FlowEvent => ({ type: "diagnosis_added", diagnosis: diagnosis(code) })),
  id.map((code): FlowEvent => ({ type: "diagnosis_removed", code })),
  id.map((code): FlowEvent => ({ type: "diagnosis_moved", code, by: -1 })),
  fileId.map((id): FlowEvent => ({ type: "file_removed", id })),
  fileId.map((id): FlowEvent => ({ type: "file_retried", id })),
  fc.constantFrom(...steps).map((step): FlowEvent => ({ type: "went_to", step })),
);

/** What happens next: a action, a file of a new id, or an effect that ends; which one, and how, is drawn beforehand. */
type Step =
  | { kind: "action"; event: FlowEvent }
  | { kind: "file"; fails: boolean }
  | { kind: "ending"; which: number; code: ClientProblemCode | undefined; variant: number };

const ending: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("ending" as const),
  which: fc.nat(20),
  code: fc.option(fc.constantFrom(...codes), { nil: undefined, freq: 3 }),
  variant: fc.nat(3),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: action.map((event): Step => ({ kind: "action", event })) },
  { weight: 1, arbitrary: fc.boolean().map((fails): Step => ({ kind: "file", fails })) },
  { weight: 4, arbitrary: ending },
);

/** A person who means it: presses what leads on, now and then in between something else. */
const determined = fc
  .tuple(
    fc.array(fc.tuple(fc.array(step, { maxLength: 3 }), fc.integer({ min: 0, max: 2 })), {
      maxLength: 3,
    }),
    fc.boolean(),
    // 2: the sponsor wants a code.
    fc.constantFrom(0, 2),
  )
  .map(([detours, impatient, variant]): Step[] => {
    const endAll = Array.from(
      { length: 3 },
      (): Step => ({ kind: "ending", which: 0, code: undefined, variant }),
    );
    const press = (...events: FlowEvent[]): Step[] => [
      ...events.map((event): Step => ({ kind: "action", event })),
      ...endAll,
    ];
    const way = [
      press({ type: "started" }),
      press({ type: "search_edited", key: "document_type", value: "CC" }),
      press({ type: "search_edited", key: "document_number", value: "1" }, { type: "search_submitted" }),
      press({ type: "beneficiary_confirmed", beneficiary: beneficiary() }),
      [{ kind: "action", event: { type: "products_opened", ids: ["b", "c"] } } as Step],
      press(
        { type: "product_put", line: line("a") },
        { type: "diagnosis_added", diagnosis: diagnosis() },
      ).slice(0, impatient ? 2 : undefined),
      press({ type: "products_submitted", key: "create" }),
      [{ kind: "file", fails: false } as Step, ...(impatient ? [] : endAll)],
      impatient
        ? [{ kind: "action", event: { type: "documents_submitted" } } as Step]
        : press({ type: "documents_submitted" }),
      [{ kind: "action", event: { type: "request_submitted" } } as Step],
      press({ type: "code_asked", channel: "SMS", now: 3_600_000 }),
      press({ type: "code_submitted", code: "123456", now: 3_600_000 }),
    ];
    return way.flatMap((part, index) => [
      ...part,
      ...detours.flatMap(([detour, at]) => (index === 4 + at * 3 ? detour : [])),
    ]);
  });
const life = fc
  .tuple(fc.oneof(determined, fc.constant<Step[]>([])), fc.array(step, { maxLength: 40 }))
  .map(([way, rest]) => [...way, ...rest]);
const setup: fc.Arbitrary<Setup> = fc.constantFrom<Setup>(
  { sponsorSlug: "sponsor-norte" },
  {},
  { sponsorSlug: "sponsor-norte", productType: "LAB" },
  { sponsorSlug: "sponsor-norte", beneficiaryId: "ben-1" },
  {
    sponsorSlug: "sponsor-norte",
    beneficiaryId: "ben-1",
    diagnosisCode: "R51",
    products: [
      { product_code: "MED-1", quantity: 1 },
      { product_code: "MED-2", quantity: 2 },
    ],
  },
);

/** Outcomes beside the approval: the sponsor misses a document, or rejects. */
const outcomes: Partial<Record<number, Partial<AuthorizationOutcome>>> = {
  1: { status: "PENDING_INDICATION", authorizations: [] },
  3: { authorizations: [rejection()] },
};

/** Failures after which a call may have been carried out. */
const unsure: ClientProblemCode[] = ["outcome_unknown", "unreachable", "upstream_timeout", "internal_error"];

/** A driver that ends effects as the world does, and looks after every event whether all still holds. */
class CheckingDriver extends FlowDriver {
  #files = 0;
  #requests = 0;
  /** Requests whose completion may have been carried out, and that were not read since. */
  #unknownOutcomes = new Set<string>();

  live(step: Step): void {
    // The insurer is chosen on another step than the one that products are looked up on.
    if (
      step.kind === "action" &&
      step.event.type === "sponsor_chosen" &&
      this.flow.running === "load_product"
    )
      return;
    if (step.kind === "action") this.send(step.event);
    else if (step.kind === "file") {
      // No file can be chosen while the submission waits for uploads.
      if (this.flow.awaitingFiles) return;
      const change = step.fails ? { state: "failed" as const, problem: problem("file_too_large") } : {};
      this.send({ type: "file_added", file: file(`file-${++this.#files}`, change) });
    } else if (this.pendingEffects.length) {
      const effect = this.pendingEffects[step.which % this.pendingEffects.length] as Effect;
      if (step.code) this.fail(effect.type, step.code, effect);
      else this.resolveEffect(effect, step.variant);
    }
  }

  resolveEffect(effect: Effect, variant = 0): void {
    const outputs: Partial<{ [Name in EffectName]: () => Effects[Name]["output"] }> = {
      load_sponsors: () => sponsors.slice(0, 1 + (variant % 2)),
      load_forms: forms,
      load_configuration: () =>
        configuration({
          required_fields: variant === 3 ? ["service_type_code"] : [],
          otp_required: variant === 2,
        }),
      search: () => beneficiary(),
      load_product: () => (variant === 1 ? undefined : product()),
      load_policy: () => (variant === 1 ? [] : [rule({ required: variant !== 2 })]),
      send_code: () => ({
        otp_id: "otp-1",
        channel: "SMS",
        expires_in: 300,
        masked_destination: "",
        sentAt: 3_600_000,
      }),
      validate_code: () => ({ otp_verification_token: "proof-1", expires_in: 300 }),
      upload: () => undefined,
      cancel_upload: () => undefined,
      complete: () => outcome(outcomes[variant]),
      refetch: () => outcome(outcomes[variant]),
      create: () => ({
        created: {
          authorization_request_id: `req-${++this.#requests}`,
          status: "PENDING_INDICATION",
          created_at: undefined,
        },
        payload: (effect as Extract<Effect, { type: "create" }>).payload,
      }),
    };
    const output = outputs[effect.type] as (() => never) | undefined;
    if (output) this.succeed(effect.type, output(), effect);
    else this.fail(effect.type, "internal_error", effect);
  }

  override fail(name: EffectName, code: ClientProblemCode, effect: Effect = this.pendingEffect(name)): this {
    if (effect.type === "complete" && unsure.includes(code)) this.#unknownOutcomes.add(effect.requestId);
    return super.fail(name, code, effect);
  }

  override succeed<Name extends EffectName>(
    name: Name,
    value: Effects[Name]["output"],
    effect: Effect,
  ): this {
    if (effect.type === "refetch") this.#unknownOutcomes.delete(effect.requestId);
    return super.succeed(name, value, effect);
  }

  /** A cancelled upload has no result. */
  override send(...events: FlowEvent[]): this {
    for (const event of events) {
      const completions = this.count("complete");
      super.send(event);
      if (this.count("complete") > completions && !this.flow.outcomeUnknown) this.#checkCompletion(event);
      const cancelled = this.pendingEffects.flatMap((effect) =>
        effect.type === "cancel_upload" ? [effect.fileId] : [],
      );
      this.pendingEffects = this.pendingEffects.filter(
        (effect) => effect.type !== "upload" || !cancelled.includes(effect.fileId),
      );
      this.#checkInvariants();
    }
    return this;
  }

  /** A completion covers what the user sees: the current payload with every document. */
  #checkCompletion(event: FlowEvent): void {
    assert.deepEqual(missingDocuments(this.flow), [], "completed without a document");
    assert.ok(!hasFailedFiles(this.flow), "completed with a document that failed");
    if (event.type === "request_submitted")
      assert.ok(draftMatches(this.flow), "completed with something else than what is asked for");
  }

  #checkInvariants(): void {
    const waiting = this.pendingEffects.filter((effect) => blockingEffects.includes(effect.type));
    assert.ok(waiting.length <= 1, `${waiting.map((effect) => effect.type)} at the same time`);
    const { request, running, awaitingFiles, outcome, step } = this.flow;
    for (const effect of this.pendingEffects) {
      if (effect.type !== "complete") continue;
      assert.equal(effect.requestId, request?.id, "a complete of another request");
      assert.ok(!this.#unknownOutcomes.has(effect.requestId), "sent again without a read");
    }
    if (waiting[0])
      assert.equal(running, waiting[0].type as Running, "the pending effect is the running one");
    if (step === "outcome") assert.ok(outcome, "an outcome without a response");
    if (running === "load_product") {
      assert.ok(
        this.pendingEffects.some(({ type }) => type === "load_product" || type === "load_configuration"),
        "waits for products that are not looked up",
      );
    }
    if (running === "complete" && !awaitingFiles) {
      assert.ok(
        this.pendingEffects.some((effect) => effect.type === "complete"),
        "waits for a complete that was not sent",
      );
    }
  }
}

function live(setup: Setup, sequence: Step[]): CheckingDriver {
  const life = new CheckingDriver(setup);
  for (const step of sequence) life.live(step);
  return life;
}

/** Ends every effect, and those that follow, until none is pending. */
function settle(life: CheckingDriver, end: (effect: Effect) => void): void {
  for (let round = 0; life.pendingEffects.length && round < 200; round++)
    end(life.pendingEffects[0] as Effect);
}

const thorough = { numRuns: Number(process.env.PROPERTY_RUNS ?? 2_000) };

describe("Every sequence of events", () => {
  it("never throws, waits for one effect at a time, completes only the current request, and reads it before it repeats a completion", () => {
    fc.assert(
      fc.property(setup, life, (setup, sequence) => {
        live(setup, sequence);
      }),
      thorough,
    );
  });

  it("leaves nothing pending when every effect succeeds", () => {
    fc.assert(
      fc.property(setup, life, (setup, sequence) => {
        const life = live(setup, sequence);
        settle(life, (effect) => life.resolveEffect(effect));
        assert.equal(life.flow.running, undefined);
      }),
      thorough,
    );
  });

  it("leaves nothing pending when every effect fails", () => {
    fc.assert(
      fc.property(setup, life, fc.constantFrom(...codes), (setup, sequence, code) => {
        const life = live(setup, sequence);
        settle(life, (effect) => life.fail(effect.type, code, effect));
        assert.equal(life.flow.running, undefined);
        // Files of a request that is just being replaced are sent again with the next one.
        if (life.flow.request) for (const { state } of life.flow.files) assert.notEqual(state, "sending");
      }),
      thorough,
    );
  });

  it("creates no other request while the outcome of one is unknown", () => {
    fc.assert(
      fc.property(setup, life, fc.array(step, { maxLength: 20 }), (setup, sequence, more) => {
        const life = live(setup, sequence);
        for (const one of more) {
          const unsure = life.flow.outcomeUnknown && !life.flow.running;
          const creates = life.count("create");
          life.live(one);
          if (unsure) assert.equal(life.count("create"), creates);
        }
      }),
      thorough,
    );
  });
});
