import type { EffectContext, EffectHandlers } from "../effects/effect-handlers.ts";
import { searchHandlers } from "../effects/search.ts";
import type { Effect, EffectName, EffectSucceeded, FlowEvent } from "../flow/events.ts";
import { searchReducers } from "../flow/reducers/search.ts";
import { type FlowState, initialState, type Setup } from "../flow/state.ts";
import { mergeReducers, type Reducers, transition } from "../flow/transition.ts";
import { asProblem } from "../problem/problem.ts";

/** The effects that would go on while nobody sees them. Every other one ends by itself, and its result counts. */
const suspendedEffects: EffectName[] = [
  "search",
  "upload",
  "wait_before_retry",
  "wait_until_online",
  "watch",
];

/**
 * Holds the state of one flow. Each event that is dispatched goes through the state machine; the effects of the
 * transition start at once, and their results are dispatched as events. After `dispose` nothing changes any more.
 */
export class FlowStore {
  flow: FlowState;
  readonly files = new Map<string, File>();
  #reducers: Reducers = searchReducers;
  #handlers: Partial<EffectHandlers> = searchHandlers;
  #disposed = new AbortController();
  /** Aborts the effects that end while the flow is suspended. */
  #background = new AbortController();
  #context: EffectContext;
  #onChange: (before: FlowState, event: FlowEvent) => void;

  constructor(
    setup: Setup,
    context: Pick<EffectContext, "client" | "hooks" | "reference" | "loadDeferred">,
    onChange: (before: FlowState, event: FlowEvent) => void,
  ) {
    this.flow = initialState(setup);
    this.#onChange = onChange;
    this.#context = {
      ...context,
      files: this.files,
      uploads: new Map(),
      dispatch: (event) => this.dispatch(event),
      signal: this.#disposed.signal,
    };
  }

  /** Adds reducers and effect handlers that were loaded after the first screen. */
  register(reducers: Reducers, handlers: Partial<EffectHandlers> = {}): void {
    this.#reducers = mergeReducers(this.#reducers, reducers);
    this.#handlers = { ...this.#handlers, ...handlers };
  }

  dispatch(event: FlowEvent): void {
    if (this.#disposed.signal.aborted) return;
    const before = this.flow;
    const { flow, effects } = transition(this.#reducers, before, event);
    this.flow = flow;
    for (const effect of effects) void this.#run(effect);
    this.#onChange(before, event);
  }

  /** Aborts the effects that would go on, and lets none of them start until `continue` is called. */
  suspend(): void {
    this.#background.abort();
  }

  /** Starts again what `suspend` aborted. */
  continue(): void {
    if (!this.#background.signal.aborted) return;
    this.#background = new AbortController();
    // Before these reducers are loaded, there is nothing to start again.
    if (this.#reducers.onEvent.returned) this.dispatch({ type: "returned" });
  }

  /** Aborts every effect in progress and ignores all further events. */
  dispose(): void {
    this.#disposed.abort();
    this.#background.abort();
  }

  async #run(effect: Effect): Promise<void> {
    const handler = this.#handlers[effect.type] as (
      context: EffectContext,
      input: Effect,
    ) => Promise<unknown>;
    try {
      const isSuspended = suspendedEffects.includes(effect.type);
      const { signal } = isSuspended ? this.#background : this.#disposed;
      const value = await handler({ ...this.#context, signal }, effect);
      this.dispatch({ type: "effect_succeeded", effect, value } as EffectSucceeded);
    } catch (thrown) {
      // An aborted effect has no result. The host's `beforeSubmit` hook may reject in the same way: that is a failure.
      if ((thrown as Error)?.name !== "AbortError" || effect.type === "create") {
        this.dispatch({ type: "effect_failed", effect, problem: asProblem(thrown) });
      }
    }
  }
}
