import { load } from "../lazy/load-module.ts";
import { LeaveGuard } from "./leave-guard.ts";
import type { OwnerOfEntries } from "./owner-of-entries.ts";

/** Keeps what the user entered when the page is left: asks before it is lost, and goes back step by step. */
export function keepEntries(element: OwnerOfEntries): void {
  new LeaveGuard(element);
  if (!element.history) return;
  const add = async () => {
    const { StepHistory } = await load(() => import("./step-history.ts"));
    // The present entry has the step that is restored.
    await element.resumption?.restore();
    new StepHistory(element);
    element.requestUpdate();
  };
  add().catch(() => {});
}
