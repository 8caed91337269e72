import type { CompletedOutcome, StepChange } from "./host-contract.ts";

/** A problem, as the host page receives it. `message` is what the user reads, or the code where that is not loaded. */
export type PreauthError = {
  code: string;
  message: string;
  retryable: boolean;
  request_id?: string | undefined;
};

/** The events of `<osigu-preauth>`, by name, with their `detail`. All of them bubble and cross shadow roots. */
export type PreauthEvents = {
  /** The first screen can be used. */
  "preauth-ready": undefined;
  /** The user came to a step. */
  "preauth-step": StepChange;
  /** The insurer answered: approved, rejected or pending. Once for each request. */
  "preauth-complete": CompletedOutcome;
  /** A decision after `preauth-complete`. */
  "preauth-decision": CompletedOutcome;
  /** A problem. The user sees it as well. */
  "preauth-error": PreauthError;
  /**
   * The user is done and wants to close the widget. Cancelable: where the widget cannot know whether the page handles
   * the event, it starts again unless the event is cancelled.
   */
  "preauth-close": undefined;
};

/** Creates an event of the widget. None but `preauth-close` can be cancelled. */
export function preauthEvent<Name extends keyof PreauthEvents>(
  name: Name,
  detail: PreauthEvents[Name],
  cancelable = false,
): CustomEvent<PreauthEvents[Name]> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable });
}
