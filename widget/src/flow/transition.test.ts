import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rules } from "../testing/flow-driver.ts";
import type { Done, FlowEvent } from "./events.ts";
import { searching } from "./reducers/search.ts";
import { newFlow } from "./state.ts";
import { advance } from "./transition.ts";

describe("The machine", () => {
  it("throws for an event that its rules know nothing of", () => {
    assert.throws(
      () => advance(searching, newFlow({}), { type: "products_submitted", key: "k" }),
      /No rule for products_submitted/,
    );
  });

  it("throws for the end of an effect that its rules know nothing of", () => {
    const search = { do: "search", sponsorSlug: "s", input: {} } as const;
    assert.throws(
      () => advance(searching, newFlow({}), { type: "done", of: search } as unknown as Done),
      /No rule for search/,
    );
  });

  it("changes no flow that it was given", () => {
    const flow = Object.freeze(newFlow({}));
    const { flow: next } = advance(rules, flow, { type: "search_edited", key: "a", value: "b" } as FlowEvent);
    assert.notEqual(next, flow);
    assert.deepEqual(flow.searchValues, {});
  });
});
