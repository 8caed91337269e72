import assert from "node:assert/strict";
import { test } from "node:test";
import type { FlowState, Setup } from "../flow/state.ts";
import type { StepHost } from "../steps/step.ts";
import { FlowDriver } from "../testing/flow-driver.ts";
import { backAction } from "./back-action.ts";

const backOf = (flow: FlowState) =>
  backAction({ flow, text: { back: "Back" }, dispatch() {} } as unknown as StepHost);
const started = (setup: Setup) => new FlowDriver(setup).send({ type: "started" }).flow;

test("leads back to the previous step, and not to a search that the host page skips", () => {
  const named = started({ sponsorSlug: "sponsor-norte", beneficiaryId: "ben-1" });
  assert.equal(named.step, "select_products");
  assert.equal(backOf(named), undefined);
  assert.equal(backOf({ ...named, setup: {} })?.label, "Back");
  assert.equal(backOf({ ...named, step: "capture_indication" })?.label, "Back");
});
