import type { AuthorizationOutcome, StepName } from "@osigu-preauth/shared";
import type { Problem } from "../../problem/problem.ts";
import type { Transition } from "../events.ts";
import { isKeyConsumed, nextKey, retrySuffix } from "../idempotency-keys.ts";
import { unchanged, withEffects } from "../next.ts";
import { challengeOf } from "../selectors/challenge.ts";
import { isDecided } from "../selectors/decision.ts";
import {
  documentRules,
  draftMatches,
  hasFailedFiles,
  hasFilesInProgress,
  isUnchanged,
  missingDocuments,
} from "../selectors/request.ts";
import { stepsOf } from "../selectors/search.ts";
import type { FileEntry, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { watch } from "./decision.ts";
import { requireCode } from "./otp-challenge.ts";

/** Sends the request to the sponsor, once, and takes its response. */

const onEvent: Pick<EventReducers, "request_submitted" | "went_to"> = {
  request_submitted: (flow) => {
    const { verificationToken } = challengeOf(flow);
    const isLast = flow.step === "review_and_submit" || (flow.step === "otp_challenge" && verificationToken);
    if (flow.running || !isLast || !flow.request) return unchanged(flow);
    // The vendor holds an older payload: the user changed something while the request was created, or after.
    if (!flow.outcomeUnknown && !draftMatches(flow)) return withEffects(flow, { step: "select_products" });
    const missing = missingDocuments(flow);
    if (missing.length) return backToDocuments(flow);
    if (hasFailedFiles(flow)) return withEffects(flow, { step: "capture_indication" });
    if (!verificationToken && !flow.outcomeUnknown && stepsOf(flow).includes("otp_challenge")) {
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
   * Goes back to an earlier step and keeps everything that was entered, or returns to the review where nothing was
   * changed. A completed request cannot be changed, and one that may be completed is checked before it can be.
   */
  went_to: (flow, { step, returns }) => {
    const isReturn = step === "review_and_submit" && flow.returnsToReview && isUnchanged(flow);
    const isPossible = isReturn || isBefore(flow, step);
    // Products that are looked up are nothing that the user has to wait for.
    const isBusy = flow.running && flow.running !== "load_product";
    if (isBusy || flow.outcome || flow.outcomeUnknown || !isPossible) return unchanged(flow);
    const returnsToReview = returns || (flow.step !== "review_and_submit" && flow.returnsToReview);
    return withEffects(flow, { step, returnsToReview, running: undefined, problem: undefined, errors: {} });
  },
};

const onResult: Pick<ResultReducers, "complete" | "refetch"> = {
  complete: {
    succeeded: (flow, { value }) => acceptOutcome(flow, value),
    failed: (flow, problem, { requestId, key }) => {
      // The widget and the server have both read the request: it is not completed, so it is sent once more.
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
        // After `outcome_unknown` the server refuses the key. Where only the response was lost it replays it, so the
        // key stays.
        completionKey: isKeyConsumed(problem) ? nextKey(key) : key,
      });
    },
  },

  refetch: {
    /** A request that still waits for documents is not completed: the completion may be sent. */
    succeeded: (flow, { value }) =>
      value.status === "PENDING_INDICATION"
        ? complete({ ...flow, running: "complete" })
        : acceptOutcome(flow, value),
    failed: (flow, problem) => withEffects(flow, { running: undefined, problem }),
  },
};

export const submissionReducers = { onEvent, onResult };

/** Completes a submitted request once the last file is uploaded. When the outcome is unknown, it is read first. */
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
    { type: "complete", requestId: request.id, key, verificationToken: challengeOf(flow).verificationToken },
  );
}

/** The sponsor may accept the call and still lack a document: then nothing is decided. */
function acceptOutcome(flow: FlowState, outcome: AuthorizationOutcome): Transition {
  const settled = { ...flow, running: undefined, outcomeUnknown: false };
  if (outcome.status === "PENDING_INDICATION") {
    return backToDocuments(settled, { code: "document_missing", retryable: false });
  }
  const next = { ...settled, outcome, step: "outcome", problem: undefined } as const;
  // A pending decision is watched at once. The outcome step starts the watch for changes of a decision.
  return isDecided(outcome) ? unchanged(next) : watch(next);
}

/** Back to the documents, under a new key. `problem` may name documents that the flow takes for uploaded. */
function backToDocuments(before: FlowState, problem?: Problem): Transition {
  const named = documentRules(before).filter(({ file_type }) =>
    problem?.errors?.some(({ path }) => path.split(/[^\w-]+/).includes(file_type)),
  );
  // What was sent earlier may be what the insurer lacks: of the documents that it names, or else any of them.
  const isDoubtful = ({ name, fileType }: FileEntry) =>
    !name && (!named.length || named.some(({ file_type }) => file_type === fileType));
  const flow = { ...before, files: before.files.filter((file) => !isDoubtful(file)) };
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

/** Whether the call may have been carried out although it failed. */
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
