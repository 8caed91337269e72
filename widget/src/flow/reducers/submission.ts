import type { AuthorizationOutcome, StepName } from "@osigu-preauth/shared";
import type { Problem } from "../../problem/problem.ts";
import type { Transition } from "../events.ts";
import { isKeyConsumed, nextKey, retrySuffix } from "../idempotency-keys.ts";
import { unchanged, withEffects } from "../next.ts";
import { isDecided } from "../selectors/decision.ts";
import { challengeOf } from "../selectors/otp.ts";
import {
  documentRules,
  draftMatches,
  hasFailedFiles,
  hasFilesInProgress,
  missingDocuments,
} from "../selectors/request.ts";
import { stepsOf } from "../selectors/search.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { watch } from "./decision.ts";
import { requireCode } from "./otp-challenge.ts";

/** Sending the request to the sponsor, once, and what it answered. */

const onEvent: Pick<EventReducers, "request_submitted" | "went_to"> = {
  request_submitted: (flow) => {
    const { verificationToken: proof } = challengeOf(flow);
    const isLast = flow.step === "review_and_submit" || (flow.step === "otp_challenge" && proof);
    if (flow.running || !isLast || !flow.request) return unchanged(flow);
    // What was changed while the request was being made, or just after, is not in it.
    if (!flow.outcomeUnknown && !draftMatches(flow)) return withEffects(flow, { step: "select_products" });
    const missing = missingDocuments(flow);
    if (missing.length) return backToDocuments(flow);
    if (hasFailedFiles(flow)) return withEffects(flow, { step: "capture_indication" });
    if (!proof && !flow.outcomeUnknown && stepsOf(flow).includes("otp_challenge")) {
      return withEffects(flow, { step: "otp_challenge", problem: undefined, errors: {} });
    }
    return submitWhenReady({
      ...flow,
      running: "complete",
      awaitingFiles: true,
      problem: undefined,
    });
  },

  /**
   * Back to a step that has been seen; nothing that was typed is lost by it. A finished request stays finished, and
   * one that may be finished is looked after before it could be changed into a second one.
   */
  went_to: (flow, { step }) => {
    if (flow.running || flow.outcome || flow.outcomeUnknown || !isBefore(flow, step)) return unchanged(flow);
    return withEffects(flow, { step, problem: undefined, errors: {} });
  },
};

const onResult: Pick<ResultReducers, "complete" | "refetch"> = {
  complete: {
    succeeded: (flow, { value }) => acceptOutcome(flow, value),
    failed: (flow, problem, { requestId, key }) => {
      // Whoever asked again has had it looked after twice by now, here and by the server, and nothing has arrived.
      if (problem.code === "outcome_unknown" && flow.outcomeUnknown && !key.endsWith(retrySuffix)) {
        return withEffects(
          flow,
          { completionKey: `${key}${retrySuffix}`, running: "refetch" },
          { type: "refetch", requestId },
        );
      }
      if (problem.code === "document_missing")
        return backToDocuments({ ...flow, running: undefined, outcomeUnknown: false }, problem);
      if (problem.code === "otp_required") return requireCode(flow);
      return withEffects(flow, {
        running: undefined,
        problem,
        outcomeUnknown: isOutcomeUnknown(problem),
        // The server never sends under a key again of which it cannot tell what became. Where only its answer was
        // lost it can tell, and the key stays.
        completionKey: isKeyConsumed(problem) ? nextKey(key) : key,
      });
    },
  },

  refetch: {
    /** Still waiting for its documents: the completion did not arrive, so it may be sent. */
    succeeded: (flow, { value }) =>
      value.status === "PENDING_INDICATION"
        ? complete({ ...flow, running: "complete" })
        : acceptOutcome(flow, value),
    failed: (flow, problem) => withEffects(flow, { running: undefined, problem }),
  },
};

export const submissionReducers = { onEvent, onResult };

/** Goes out when it has been submitted and the last file is there; after a broken call it is read first. */
export function submitWhenReady(flow: FlowState): Transition {
  const { request, completionKey } = flow;
  if (!flow.awaitingFiles || hasFilesInProgress(flow) || !request || !completionKey) return unchanged(flow);
  const next = { ...flow, awaitingFiles: false };
  return flow.outcomeUnknown
    ? withEffects(next, { running: "refetch" }, { type: "refetch", requestId: request.id })
    : complete(next);
}

function complete(flow: FlowState): Transition {
  const { request, completionKey: key } = flow;
  if (!request || !key) return unchanged(flow);
  return withEffects(
    flow,
    {},
    { type: "complete", requestId: request.id, key, proof: challengeOf(flow).verificationToken },
  );
}

/** The sponsor may answer that it still lacks a document instead of refusing: then nothing has been decided. */
function acceptOutcome(flow: FlowState, outcome: AuthorizationOutcome): Transition {
  const settled = { ...flow, running: undefined, fateUnknown: false };
  if (outcome.status === "PENDING_INDICATION") {
    return backToDocuments(settled, { code: "document_missing", retryable: false });
  }
  const next = { ...settled, outcome, step: "outcome", problem: undefined } as const;
  // Who waits for a decision listens at once; what changes a decision may be heard of a moment later.
  return isDecided(outcome) ? unchanged(next) : watch(next);
}

/** A further completion is another one than the one that was refused. The vendor may miss what we believe to be there. */
function backToDocuments(flow: FlowState, problem?: Problem): Transition {
  const named = documentRules(flow).filter(({ file_type }) =>
    problem?.errors?.some(({ path }) => path.split(/[^\w-]+/).includes(file_type)),
  );
  const errors = Object.fromEntries(
    [...missingDocuments(flow), ...named].map((rule) => [rule.file_type, { reason: "required" } as const]),
  );
  return withEffects(flow, {
    step: "capture_indication",
    problem,
    errors,
    completionKey: nextKey(flow.completionKey),
  });
}

/** The connection ended, or the answer could not be read, after the call may have been carried out. */
function isOutcomeUnknown(problem: Problem): boolean {
  return (
    isKeyConsumed(problem) ||
    ["offline", "unreachable", "upstream_timeout", "upstream_invalid", "internal_error"].includes(
      problem.code,
    )
  );
}

function isBefore(flow: FlowState, step: StepName): boolean {
  const steps = stepsOf(flow);
  return steps.indexOf(step) < steps.indexOf(flow.step);
}
