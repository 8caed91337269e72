import type { CompletedOutcome, StepChange } from "./host-contract.ts";

/** What a host is told when something went wrong. `message` is for a log, not for a person. */
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
  /** The person came to a step. */
  "preauth-step": StepChange;
  /** The request was answered: approved, rejected and pending alike. Once for each request. */
  "preauth-complete": CompletedOutcome;
  /** A decision that came after `preauth-complete`. */
  "preauth-decision": CompletedOutcome;
  /** Something went wrong; the person sees it too. */
  "preauth-error": PreauthError;
  /** The person is done and asks for the widget to be closed. */
  "preauth-close": undefined;
};

/** An event of the widget. */
export function preauthEvent<Name extends keyof PreauthEvents>(
  name: Name,
  detail: PreauthEvents[Name],
): CustomEvent<PreauthEvents[Name]> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}
