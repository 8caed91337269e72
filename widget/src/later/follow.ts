import type { CompletedOutcome } from "@osigu-preauth/shared";
import { preauthEvent } from "../element/events.ts";
import type { Rules } from "../flow/advance.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { Flow } from "../flow/flow.ts";
import type { StepHost } from "../steps/step.ts";

/** The widget as what follows its flow sees it. */
export interface Followed extends StepHost, EventTarget {
  /** When the first screen was there, ms since 1970. */
  startedAt: number;
  readonly telemetry: { trackingId?: string } | undefined;
  /** Takes in a part of the machine. */
  learn(rules: Rules): void;
  /** The host lets a flow be kept in this tab, to come back to it after a reload. */
  readonly resume: boolean | undefined;
}

/** Tells the host of what was decided: once that there is an outcome, then each time it became another one. */
export function follow(host: Followed, before: Flow, event: FlowEvent): void {
  const { flow } = host;
  if (flow.outcome && flow.outcome !== before.outcome && event.type !== "resumed") {
    const trackingId = host.telemetry?.trackingId;
    const detail: CompletedOutcome = {
      ...flow.outcome,
      duration_ms: Date.now() - host.startedAt,
      ...(trackingId && { telemetry_id: trackingId }),
    };
    host.dispatchEvent(preauthEvent(before.outcome ? "preauth-decision" : "preauth-complete", detail));
  }
  if (host.resume) void keeping()?.then(({ keep }) => keep(host));
}

/** Comes back to what this tab kept, where the host wants it. */
export async function begin(host: Followed): Promise<void> {
  if (host.resume) await keeping()?.then(({ restore }) => restore(host));
}

/** Keys exist only on pages with TLS; elsewhere nothing is kept. */
function keeping() {
  return globalThis.crypto?.subtle ? import("../resume/resume.ts") : undefined;
}
