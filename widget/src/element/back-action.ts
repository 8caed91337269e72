import { stepsOf } from "../flow/selectors/search.ts";
import type { StepAction, StepHost } from "../steps/step.ts";

/** The quiet way of most steps: to the one before. */
export function oneBack({ flow, text, dispatch }: StepHost): StepAction | undefined {
  const steps = stepsOf(flow);
  const step = steps[steps.indexOf(flow.step) - 1];
  // A request that may have arrived is looked after before it could be changed. Whom the host names is not searched.
  if (flow.fateUnknown || (step === "search_beneficiary" && flow.setup.beneficiaryId)) return undefined;
  return step && { label: text.back, press: () => dispatch({ type: "went_to", step }) };
}
