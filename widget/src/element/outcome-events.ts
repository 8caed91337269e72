import type { CompletedOutcome } from "@osigu-preauth/shared";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import { now } from "../platform/clock.ts";
import { preauthEvent } from "../public/events.ts";

interface OutcomeTarget extends EventTarget {
  readonly flow: FlowState;
  /** When the first screen was shown, ms since 1970. */
  readonly startedAt: number;
  readonly telemetry: { trackingId?: string } | undefined;
}

/** Dispatches `preauth-complete` for the first outcome of a request, and `preauth-decision` for every later one. */
export function dispatchOutcome(target: OutcomeTarget, before: FlowState, event: FlowEvent): void {
  const { outcome } = target.flow;
  if (!outcome || outcome === before.outcome || event.type === "resumed") return;
  const trackingId = target.telemetry?.trackingId;
  const detail: CompletedOutcome = {
    ...outcome,
    duration_ms: Math.max(0, Math.round(now() - target.startedAt)),
    ...(trackingId && { telemetry_id: trackingId }),
  };
  target.dispatchEvent(preauthEvent(before.outcome ? "preauth-decision" : "preauth-complete", detail));
}
