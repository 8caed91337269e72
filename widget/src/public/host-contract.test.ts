import assert from "node:assert/strict";
import { it } from "node:test";
import type * as shared from "@osigu-preauth/shared";
import type * as host from "./host-contract.ts";

/** Whether server messages are assignable to the public types, and host input to server messages. */
type Fits<Given, Wanted> = Given extends Wanted ? true : false;

it("the public types match the contract", () => {
  const outcome: Fits<shared.CompletedOutcome, host.CompletedOutcome> = true;
  const step: Fits<shared.StepChange, host.StepChange> = true;
  const steps: Fits<host.StepName, shared.StepName> = true;
  const person: Fits<shared.Beneficiary, host.Beneficiary> = true;
  const decorated: Fits<host.Beneficiary, shared.Beneficiary> = true;
  const payload: Fits<shared.CreateAuthorizationRequest, host.CreateAuthorizationRequest> = true;
  assert.ok([outcome, step, steps, person, decorated, payload].every(Boolean));
});
