import type { ReactiveControllerHost } from "lit";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import { load } from "../lazy/load-module.ts";
import { LeaveGuard } from "./leave-guard.ts";
import type { Resumption } from "./resumption.ts";

type Element = ReactiveControllerHost & {
  readonly id: string;
  readonly isConnected: boolean;
  readonly history: boolean | undefined;
  dispatch(event: FlowEvent): void;
};

/** What an element has of its own: both are missing until it has a session token, and may be replaced. */
type Own = { flow(): FlowState | undefined; resumption(): Resumption | undefined };

/** Keeps what the user entered when the page is left: asks before it is lost, and goes back step by step. */
export function keepEntries(element: Element, { flow, resumption }: Own): void {
  new LeaveGuard(element, flow, () => resumption()?.isSaved ?? false);
  if (!element.history) return;
  const add = async () => {
    const { StepHistory } = await load(() => import("./step-history.ts"));
    // The present entry has the step that is restored.
    await resumption()?.restore();
    new StepHistory(element, flow);
    element.requestUpdate();
  };
  add().catch(() => {});
}
