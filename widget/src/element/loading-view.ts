import { skeletonOrNothing } from "../components/skeleton.ts";
import type { StepHost, StepView } from "../steps/step.ts";

/** Stands in for a step whose module is not loaded. */
export function loadingView(host: StepHost): StepView {
  return {
    title: () => host.text.steps[host.flow.step],
    content: () => skeletonOrNothing(host),
    primary: () => undefined,
  };
}
