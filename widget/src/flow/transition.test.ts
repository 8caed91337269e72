import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reducers } from "../testing/flow-driver.ts";
import type { EffectSucceeded, FlowEvent } from "./events.ts";
import { searchReducers } from "./reducers/search.ts";
import { initialState } from "./state.ts";
import { transition } from "./transition.ts";

describe("The state machine", () => {
  it("throws for an event without a reducer", () => {
    assert.throws(
      () => transition(searchReducers, initialState({}), { type: "products_submitted", key: "k" }),
      /No reducer for products_submitted/,
    );
  });

  it("throws for the result of an effect without a reducer", () => {
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

  it("does not mutate the state", () => {
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
