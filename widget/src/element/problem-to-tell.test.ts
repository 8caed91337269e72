import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FlowEvent } from "../flow/events.ts";
import { initialState } from "../flow/state.ts";
import type { Problem } from "../problem/problem.ts";
import { problemToTell } from "./problem-to-tell.ts";

const flow = initialState({});
const problem: Problem = { code: "outcome_unknown", retryable: true };
const failed = (type: string) =>
  ({ type: "effect_failed", effect: { type }, problem }) as unknown as FlowEvent;

describe("The page is told of a failed call", () => {
  it("that ends what the user waits for", () => {
    assert.equal(problemToTell({ ...flow, running: "create" }, flow, failed("create")), problem);
  });

  it("not while it is made again by itself", () => {
    const running = { ...flow, running: "create" as const };
    assert.equal(problemToTell(running, running, failed("create")), undefined);
    const checked = { ...flow, running: "refetch" as const };
    assert.equal(problemToTell({ ...flow, running: "complete" }, checked, failed("complete")), undefined);
  });

  it("not of a create that the page itself has stopped", () => {
    const stopped = { ...failed("create"), problem: { code: "cancelled", retryable: true } } as FlowEvent;
    assert.equal(problemToTell({ ...flow, running: "create" }, flow, stopped), undefined);
  });

  it("beside another one that goes on", () => {
    const running = { ...flow, running: "complete" as const };
    assert.equal(problemToTell(running, running, failed("upload")), problem);
  });
});
