import { stepsOf } from "../flow/selectors/search.ts";
import type { StepAction, StepHost } from "../steps/step.ts";

/** The secondary button of most steps: back to the previous step. */
export function backAction({ flow, text, dispatch }: StepHost): StepAction | undefined {
  const steps = stepsOf(flow);
  const step = steps[steps.indexOf(flow.step) - 1];
  // A request that may have arrived is checked before it can be changed. A beneficiary of the host page is not
  // searched, and whoever came from the review returns to it.
  const { setup, returnsToReview } = flow;
  if (flow.outcomeUnknown || (step === "search_beneficiary" && (setup.beneficiaryId || returnsToReview)))
    return undefined;
  return step && { label: text.back, press: () => dispatch({ type: "went_to", step }) };
}
