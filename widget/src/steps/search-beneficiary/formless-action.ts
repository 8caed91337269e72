import type { StepAction, StepHost } from "../step.ts";
import { foundAction } from "./found-card.ts";

/**
 * The primary button where no form shows: that of the person found, or one that stays in its place while the user
 * chooses a sponsor and its form loads.
 */
export function formlessAction(host: StepHost): StepAction | undefined {
  const { found, setup, sponsors, sponsorSlug, forms } = host.flow;
  if (found) return foundAction(host);
  const isChoice = !setup.sponsorSlug && sponsors.state === "ready" && sponsors.value.length > 1;
  if (!isChoice || forms.state === "failed") return undefined;
  return {
    label: sponsorSlug ? host.text.search : host.text.goOn,
    press: () => host.dispatch({ type: "search_submitted" }),
  };
}
