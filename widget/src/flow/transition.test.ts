import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reducers } from "../testing/flow-driver.ts";
import type { EffectSucceeded, FlowEvent } from "./events.ts";
import { searchReducers } from "./reducers/search.ts";
import { initialState } from "./state.ts";
import { transition } from "./transition.ts";

describe("The machine", () => {
  it("throws for an event that its reducers know nothing of", () => {
    assert.throws(
      () => transition(searchReducers, initialState({}), { type: "products_submitted", key: "k" }),
      /No reducer for products_submitted/,
    );
  });

  it("throws for the end of an effect that its reducers know nothing of", () => {
    const search = { type: "search", sponsorSlug: "s", input: {} } as const;
    assert.throws(
      () =>
        transition(searchReducers, initialState({}), {
          type: "effect_succeeded",
          effect: search,
        } as unknown as EffectSucceeded),
      /No reducer for the result of search/,
    );
  });

  it("changes no flow that it was given", () => {
    const flow = Object.freeze(initialState({}));
    const { flow: next } = transition(reducers, flow, {
      type: "search_edited",
      key: "a",
      value: "b",
    } as FlowEvent);
    assert.notEqual(next, flow);
    assert.deepEqual(flow.searchValues, {});
  });
});
