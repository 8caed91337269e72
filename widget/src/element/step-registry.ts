import type { StepName } from "@osigu-preauth/shared";
import { load } from "../lazy/load-module.ts";
import { open as openSearch } from "../steps/search-beneficiary/search-beneficiary.ts";
import type { StepModule } from "../steps/step.ts";

/** Loads what comes after the first screen. */
export const loadDeferredModule = () => load(() => import("./deferred.ts"));

/** The module of a step. The first one is part of the first screen. A rare one is imported when it is needed. */
export async function loadStep(step: StepName): Promise<StepModule> {
  if (step === "search_beneficiary") return { open: openSearch };
  if (step === "otp_challenge") return load(() => import("../steps/otp-challenge/otp-challenge.ts"));
  return (await loadDeferredModule()).requestSteps[step];
}
