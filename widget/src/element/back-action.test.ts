import assert from "node:assert/strict";
import { test } from "node:test";
import type { Flow, Setup } from "../flow/state.ts";
import type { StepHost } from "../steps/step.ts";
import { Play } from "../testing/flow-driver.ts";
import { oneBack } from "./back-action.ts";

const backOf = (flow: Flow) =>
  oneBack({ flow, text: { back: "Back" }, dispatch() {} } as unknown as StepHost);
const started = (setup: Setup) => new Play(setup).send({ type: "started" }).flow;

test("there is a way back to a step before, and none to a search for whom the host has named", () => {
  const named = started({ sponsorSlug: "sponsor-norte", beneficiaryId: "ben-1" });
  assert.equal(named.step, "select_products");
  assert.equal(backOf(named), undefined);
  assert.equal(backOf({ ...named, setup: {} })?.label, "Back");
  assert.equal(backOf({ ...named, step: "capture_indication" })?.label, "Back");
});
