import { asProblem } from "../api/problem.ts";
import type { Performers, Surroundings } from "../effects/effect-handlers.ts";
import { searchPerformers } from "../effects/search.ts";
import type { Done, Effect, FlowEvent } from "../flow/events.ts";
import { searching } from "../flow/reducers/search.ts";
import { type Flow, newFlow, type Setup } from "../flow/state.ts";
import { advance, type Rules, together } from "../flow/transition.ts";

/**
 * Keeps one flow going: takes what happens, lets the state machine say what is next, has the effects carried out and
 * feeds back how they ended. It ends with `dispose`: nothing that comes later changes anything.
 */
export class Conductor {
  flow: Flow;
  readonly files = new Map<string, File>();
  #rules: Rules = searching;
  #performers: Partial<Performers> = searchPerformers;
  #end = new AbortController();
  #surroundings: Surroundings;
  #changed: (before: Flow, event: FlowEvent) => void;

  constructor(
    setup: Setup,
    surroundings: Pick<Surroundings, "client" | "hooks" | "later">,
    changed: (before: Flow, event: FlowEvent) => void,
  ) {
    this.flow = newFlow(setup);
    this.#changed = changed;
    this.#surroundings = {
      ...surroundings,
      files: this.files,
      uploads: new Map(),
      tell: (event) => this.dispatch(event),
      signal: this.#end.signal,
    };
  }

  /** Takes in the part of the machine that comes after the first screen. */
  learn(rules: Rules, performers: Partial<Performers>): void {
    this.#rules = together(this.#rules, rules);
    this.#performers = { ...this.#performers, ...performers };
  }

  /** Takes one event. Effects start at once and end in later events. */
  dispatch(event: FlowEvent): void {
    if (this.#end.signal.aborted) return;
    const before = this.flow;
    const { flow, effects } = advance(this.#rules, before, event);
    this.flow = flow;
    for (const effect of effects) void this.#perform(effect);
    this.#changed(before, event);
  }

  /** Ends every call under way and hears nothing more. */
  dispose(): void {
    this.#end.abort();
  }

  async #perform(effect: Effect): Promise<void> {
    const perform = this.#performers[effect.do] as (with_: Surroundings, needs: Effect) => Promise<unknown>;
    try {
      const value = await perform(this.#surroundings, effect);
      this.dispatch({ type: "done", of: effect, value } as Done);
    } catch (thrown) {
      // What we end ourselves is over. A host's hook may give up in the same way: that is told.
      if ((thrown as Error)?.name !== "AbortError" || effect.do === "create") {
        this.dispatch({ type: "failed", of: effect, problem: asProblem(thrown) });
      }
    }
  }
}
