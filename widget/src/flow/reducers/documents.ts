import type { DocumentRule } from "@osigu-preauth/shared";
import type { Problem } from "../../problem/problem.ts";
import { andThen } from "../and-then.ts";
import type { Effect, Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import {
  documentRules,
  filesOf,
  hasFailedFiles,
  hasRoomFor,
  isComplete,
  isPage,
  missingDocuments,
} from "../selectors/request.ts";
import type { FieldErrors, FileEntry, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { failUpload, recordProgress, requeue, retryByUser } from "../upload-state.ts";
import { isPhoto, validateFile } from "../validation/file-validation.ts";
import { submitWhenReady } from "./submission.ts";
import { advanceFiles } from "./upload-queue.ts";

/** The documents that the sponsor requires. Files are uploaded in the background. */

type DocumentEvents =
  | "file_added"
  | "file_removed"
  | "file_retried"
  | "file_progressed"
  | "file_stalled"
  | "documents_submitted";

const onEvent: Pick<EventReducers, DocumentEvents> = {
  file_added: (flow, { file }) => {
    const { [file.fileType]: _given, ...errors } = flow.errors;
    const rule = ruleOf(flow, file);
    const isNew = rule && file.state === "waiting";
    const validated = isNew ? validateFile(file, rule, hasRoomFor(flow, rule, isPhoto(file.mimeType))) : file;
    const accepted = flow.refusedFiles?.filter(({ fileType }) => fileType !== file.fileType);
    const added = { ...flow, files: [...flow.files, validated], errors, problem: undefined };
    return isRefused(validated)
      ? refuse(added, validated)
      : advanceFiles(flow, { ...added, refusedFiles: accepted });
  },

  /** A submitted request keeps its files. A file that the vendor may have is removed by replacing the request. */
  file_removed: (flow, { id }) => {
    const removed = flow.files.find((file) => file.id === id);
    if (!removed || flow.awaitingFiles || flow.outcomeUnknown || flow.outcome) return unchanged(flow);
    const files = flow.files.filter((file) => file !== removed);
    const cancel = { type: "cancel_upload", fileId: id } as const;
    const changed = { ...flow, files, problem: undefined };
    const next =
      removed.mayHaveArrived && flow.request && !flow.running
        ? replaceRequest(changed, id)
        : advanceFiles(flow, changed);
    return { flow: next.flow, effects: [cancel, ...next.effects] };
  },

  /** A second press changes nothing: the file is in progress. */
  file_retried: (flow, { id }) =>
    advanceFiles(flow, withFile({ ...flow, problem: undefined }, id, retryByUser)),

  file_progressed: (flow, { id, sentBytes }) =>
    withEffects(withFile(flow, id, (file) => recordProgress(file, sentBytes))),

  file_stalled: (flow, { id }) =>
    withEffects(withFile(flow, id, (file) => (file.state === "sending" ? { ...file, stalled: true } : file))),

  documents_submitted: (flow) => {
    if (flow.policy.state !== "ready" || flow.running) return unchanged(flow);
    const errors = documentErrors(flow);
    if (Object.keys(errors).length || hasFailedFiles(flow)) return withEffects(flow, { errors });
    if (!flow.request) return createAgain(flow);
    const files = flow.files.map((file) => (isPage(flow, file) ? { ...file, isComplete: true } : file));
    return advanceFiles(flow, {
      ...flow,
      files,
      refusedFiles: undefined,
      step: "review_and_submit",
      problem: undefined,
      errors: {},
    });
  },
};

const onResult: Pick<
  ResultReducers,
  | "load_policy"
  | "prepare"
  | "upload"
  | "wait_before_retry"
  | "wait_until_online"
  | "cancel_upload"
  | "stop_upload"
> = {
  load_policy: {
    succeeded: (flow, { effect, value }) =>
      effect.requestId === flow.request?.id ? takePolicy(flow, value) : unchanged(flow),
    /** A replaced request had the same payload: its policy still applies. */
    failed: (flow, problem, effect) =>
      effect.requestId === flow.request?.id && flow.policy.state !== "ready"
        ? withEffects(flow, { policy: { state: "failed", problem } })
        : unchanged(flow),
  },

  prepare: {
    succeeded: (flow, { effect, value }) =>
      advanceFiles(
        flow,
        withFile(flow, effect.fileId, (file) => {
          const prepared = { ...file, ...value };
          return { ...prepared, state: isPage(flow, prepared) ? ("page" as const) : ("waiting" as const) };
        }),
      ),
    failed: (flow, problem, { fileId }) => handleFileFailure(flow, fileId, problem),
  },

  upload: {
    succeeded: (flow, { effect }) => {
      if (!isCurrent(flow, effect)) return unchanged(flow);
      const sent = withFile(flow, effect.fileId, (file) => ({ ...file, state: "sent" }));
      return andThen(advanceFiles(flow, sent), submitWhenReady);
    },
    failed: (flow, problem, effect) =>
      isCurrent(flow, effect) ? handleFileFailure(flow, effect.fileId, problem) : unchanged(flow),
  },

  wait_before_retry: {
    succeeded: (flow, { effect }) => retryAfterWait(flow, effect),
    failed: (flow, _problem, effect) => retryAfterWait(flow, effect),
  },

  wait_until_online: {
    succeeded: (flow, { effect }) =>
      advanceFiles(
        flow,
        withFile(flow, effect.fileId, (file) => (file.state === "paused" ? requeue(file) : file)),
      ),
    failed: (flow) => unchanged(flow),
  },

  cancel_upload: { succeeded: (flow) => unchanged(flow), failed: (flow) => unchanged(flow) },
  stop_upload: { succeeded: (flow) => unchanged(flow), failed: (flow) => unchanged(flow) },
};

export const documentReducers = { onEvent, onResult };

/**
 * Gives the files that were added with the products to the documents. The only document needs no step of its own then,
 * and a user who changed something of the review returns to it, unless another document is asked for now.
 */
function takePolicy(flow: FlowState, value: DocumentRule[]): Transition {
  const early = flow.files.filter(({ fileType }) => !fileType);
  const files = flow.files.filter(({ fileType }) => fileType);
  const taken = andThen(
    advanceFiles(flow, { ...flow, files, policy: { state: "ready", value } }),
    ...early.map((file) => (next: FlowState) => assign(next, file)),
  );
  const { returnsToReview, step, running } = taken.flow;
  const [only, ...others] = value;
  const isFilled = only && !others.length && filesOf(taken.flow, only.file_type).length;
  const isSkipped = returnsToReview || (early.length && isFilled);
  // Whoever has removed a file, and so replaced the request, goes on with the documents in sight.
  const isInSight = flow.policy.state === "ready";
  if (isInSight || step !== "capture_indication" || running || !isSkipped || !isComplete(taken.flow))
    return taken;
  return andThen(taken, (next) => onEvent.documents_submitted(next, { type: "documents_submitted" }));
}

/** Adds a file to a document that is missing, else to one with room. Without any document the file is dropped. */
function assign(flow: FlowState, file: FileEntry): Transition {
  const rules = documentRules(flow);
  const photo = isPhoto(file.mimeType);
  const rule =
    missingDocuments(flow).find(({ file_type }) => !filesOf(flow, file_type).length) ??
    rules.find((one) => hasRoomFor(flow, one, photo)) ??
    rules[0];
  return rule
    ? onEvent.file_added(flow, { type: "file_added", file: { ...file, fileType: rule.file_type } })
    : withEffects(flow, {}, { type: "cancel_upload", fileId: file.id });
}

/** The result of an upload counts only for the request that it was made for. */
function isCurrent(flow: FlowState, effect: Extract<Effect, { type: "upload" }>): boolean {
  return effect.requestId === flow.request?.id;
}

function ruleOf(flow: FlowState, file: FileEntry): DocumentRule | undefined {
  return documentRules(flow).find((rule) => rule.file_type === file.fileType);
}

function withFile(flow: FlowState, id: string, change: (file: FileEntry) => FileEntry): FlowState {
  return { ...flow, files: flow.files.map((file) => (file.id === id ? change(file) : file)) };
}

/** The end of a wait counts only for the retry that it was made for. */
function retryAfterWait(
  flow: FlowState,
  { fileId, retries }: Extract<Effect, { type: "wait_before_retry" }>,
): Transition {
  const isSameRetry = (file: FileEntry) => file.state === "retrying" && file.retries === retries;
  return advanceFiles(
    flow,
    withFile(flow, fileId, (file) => (isSameRetry(file) ? requeue(file) : file)),
  );
}

/** A failed file stops the submission until the user has retried or removed it. */
function handleFileFailure(
  flow: FlowState,
  id: string,
  problem: Parameters<typeof failUpload>[1],
): Transition {
  const next = withFile(flow, id, (file) => failUpload(file, problem));
  const failed = next.files.find((file) => file.id === id && file.state === "failed");
  const stopped =
    failed && flow.awaitingFiles ? { ...next, awaitingFiles: false, running: undefined, problem } : next;
  // On a later step the user does not see it go: the file stays, and stops the submission.
  const isInView = flow.step === "capture_indication";
  if (!failed || !isInView || !isRefused(failed)) return advanceFiles(flow, stopped);
  return andThen(refuse(stopped, failed), (next) => advanceFiles(flow, next));
}

/** Whether a file can never be sent: neither the user nor a retry changes that, and the vendor does not have it. */
function isRefused({ state, problem, mayHaveArrived }: FileEntry): boolean {
  return state === "failed" && !problem?.retryable && !mayHaveArrived;
}

/** Drops a refused file. The user is told in its document, and has nothing to remove. */
function refuse(flow: FlowState, { id, fileType, name, problem }: FileEntry): Transition {
  const refusedFiles = [
    ...(flow.refusedFiles ?? []).filter((other) => other.name !== name),
    { fileType, name, problem: problem as Problem },
  ];
  return withEffects(
    flow,
    { files: flow.files.filter((file) => file.id !== id), refusedFiles },
    { type: "cancel_upload", fileId: id },
  );
}

/** Errors by document: it is missing, or one of its files failed. */
function documentErrors(flow: FlowState): FieldErrors {
  const missing = missingDocuments(flow).map((rule) => [rule.file_type, { reason: "required" } as const]);
  const failed = documentRules(flow)
    .filter((rule) => filesOf(flow, rule.file_type).some((file) => file.state === "failed"))
    .map((rule) => [rule.file_type, { reason: "refused" } as const]);
  return Object.fromEntries([...missing, ...failed]);
}

/**
 * Creates the request again with the remaining files: the vendor has no call that removes one. A request that is never
 * completed has no effect.
 */
function replaceRequest(flow: FlowState, removedFileId: string): Transition {
  const { request, draft } = flow;
  const stops = flow.files
    .filter((file) => file.state === "sending")
    .map(({ id }) => ({ type: "stop_upload", fileId: id }) as const);
  const key = `${request?.id}.${removedFileId}`;
  const emptied = { ...flow, request: undefined, draft: draft && { ...draft, key } };
  return andThen({ flow: emptied, effects: stops }, createAgain);
}

/** Without a draft, the host page's hook stopped the create: the products come first again. */
function createAgain(flow: FlowState): Transition {
  const { draft } = flow;
  return draft
    ? withEffects(flow, { running: "create", problem: undefined, errors: {} }, { type: "create", ...draft })
    : withEffects(flow, { step: "select_products", errors: {} });
}
