import type { CompletedOutcome } from "@osigu-preauth/shared";
import type { FlowEvent } from "../flow/events.ts";
import type { Flow } from "../flow/state.ts";
import type { Rules } from "../flow/transition.ts";
import { load } from "../lazy/load-module.ts";
import { preauthEvent } from "../public/events.ts";
import type { StepHost } from "../steps/step.ts";
import type { Place } from "./osigu-preauth.ts";

/** The widget as what follows its flow sees it. */
export interface Followed extends StepHost, Element {
  /** When the first screen was there, ms since 1970. */
  startedAt: number;
  readonly telemetry: { trackingId?: string } | undefined;
  /** Has the keyboard go there with the next render. */
  lead(to: Place): void;
  /** Takes in a part of the machine. */
  learn(rules: Rules): void;
  /** The host lets a flow be kept in this tab, to come back to it after a reload. */
  readonly resume: boolean | undefined;
}

/**
 * Tells the host of what was decided: once that there is an outcome, then each time it became another one. Leads the
 * keyboard to what is new, says it to those who cannot see it, and keeps it where the host wants that.
 */
export function follow(host: Followed, before: Flow, event: FlowEvent): void {
  const { flow, text } = host;
  if (flow.found && flow.found !== before.found) {
    host.lead("found");
    if (text) host.announce(text.found(`${flow.found.first_name} ${flow.found.last_name}`));
  }
  if (before.found && !flow.found && flow.running !== "search") host.lead("title");
  const isAsked = asking.includes(event.type);
  const isWrong = flow.errors !== before.errors && Object.keys(flow.errors).length;
  if (isAsked && isWrong && flow.step === before.step) host.lead("invalid");
  if (flow.outcome && flow.outcome !== before.outcome && event.type !== "resumed") {
    const trackingId = host.telemetry?.trackingId;
    const detail: CompletedOutcome = {
      ...flow.outcome,
      duration_ms: Date.now() - host.startedAt,
      ...(trackingId && { telemetry_id: trackingId }),
    };
    host.dispatchEvent(preauthEvent(before.outcome ? "preauth-decision" : "preauth-complete", detail));
  }
  // Nothing is kept over what has not come back yet. What is not kept now is kept with what happens next.
  if (host.resume)
    void begun
      .get(host)
      ?.then(keeping)
      .then((kept) => kept?.keep(host))
      .catch(() => {});
}

/** After which a person is led to what is wrong. What is said while a field is typed into, or left, moves nobody. */
const asking: FlowEvent["type"][] = [
  "search_submitted",
  "products_submitted",
  "documents_submitted",
  "code_submitted",
  "done",
  "failed",
];

/** For each widget, its coming back. */
const begun = new WeakMap<Followed, Promise<unknown>>();

/** Comes back to what this tab kept, where the host wants it: once, unless it could not be tried. */
export async function begin(host: Followed): Promise<void> {
  if (!begun.has(host)) begun.set(host, comeBack(host));
  try {
    await begun.get(host);
  } catch (thrown) {
    begun.delete(host);
    throw thrown;
  }
}

async function comeBack(host: Followed): Promise<void> {
  if (host.resume) await (await keeping())?.restore(host);
}

/** Keys exist only on pages with TLS; elsewhere nothing is kept. */
async function keeping() {
  return globalThis.crypto?.subtle ? load(() => import("../resume/resume.ts")) : undefined;
}
