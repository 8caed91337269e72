import type { AuthorizationOutcome } from "./authorization-request.ts";

/** The steps of the flow, in their order. The names are the vendor widget's own. */
export const stepNames = [
  "search_beneficiary",
  "select_products",
  "capture_indication",
  "review_and_submit",
  "otp_challenge",
  "outcome",
] as const;
export type StepName = (typeof stepNames)[number];

/** Detail of a step change. `index` starts at 0. */
export type StepChange = { name: StepName; index: number; total: number };

/** Detail of the completion of a request: approved, rejected or pending. Sent once. */
export type CompletedOutcome = AuthorizationOutcome & {
  /** Milliseconds from the first screen to the answer. */
  duration_ms: number;
  /** The host's own `telemetry.trackingId`. */
  telemetry_id?: string;
};
