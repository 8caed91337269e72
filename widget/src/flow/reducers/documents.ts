import type { DocumentRule } from "@osigu-preauth/shared";
import type { Effect, Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import {
  documentRules,
  filesFailed,
  filesOf,
  hasRoomFor,
  isPage,
  missingDocuments,
} from "../selectors/request.ts";
import type { FieldErrors, FileEntry, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { broke, goesOn, progressed, retried } from "../upload-state.ts";
import { admit, isPhoto } from "../validation/file-validation.ts";
import { submitWhenReady } from "./submission.ts";
import { sendFiles } from "./upload-queue.ts";

/** The documents that the sponsor asks for. Files travel while the person goes on. */

type Documenting =
  | "file_added"
  | "file_removed"
  | "file_retried"
  | "file_progressed"
  | "file_stalled"
  | "documents_submitted";

const onEvent: Pick<EventReducers, Documenting> = {
  file_added: (flow, { file }) => {
    const { [file.fileType]: _given, ...errors } = flow.errors;
    const rule = ruleOf(flow, file);
    const isNew = rule && file.state === "waiting";
    const admitted = isNew ? admit(file, rule, hasRoomFor(flow, rule, isPhoto(file.mimeType))) : file;
    return sendFiles(flow, { ...flow, files: [...flow.files, admitted], errors, problem: undefined });
  },

  /** What is or may be submitted stays as it is. What the vendor may have already is got rid of with its request. */
  file_removed: (flow, { id }) => {
    const gone = flow.files.find((file) => file.id === id);
    if (!gone || flow.awaitingFiles || flow.fateUnknown || flow.outcome) return unchanged(flow);
    const files = flow.files.filter((file) => file !== gone);
    const cancel = { type: "cancel_upload", fileId: id } as const;
    const next = { ...flow, files, problem: undefined };
    const then = gone.mayBeThere && flow.request && !flow.running ? renew(next, id) : sendFiles(flow, next);
    return { flow: then.flow, effects: [cancel, ...then.effects] };
  },

  /** A second press finds the file on its way already. */
  file_retried: (flow, { id }) => sendFiles(flow, withFile({ ...flow, problem: undefined }, id, retried)),

  file_progressed: (flow, { id, sentBytes }) =>
    withEffects(withFile(flow, id, (file) => progressed(file, sentBytes))),

  file_stalled: (flow, { id }) =>
    withEffects(withFile(flow, id, (file) => (file.state === "sending" ? { ...file, stalled: true } : file))),

  documents_submitted: (flow) => {
    if (flow.policy.state !== "ready" || flow.running) return unchanged(flow);
    const errors = openDocuments(flow);
    if (Object.keys(errors).length || filesFailed(flow)) return withEffects(flow, { errors });
    if (!flow.request) return recreate(flow);
    const files = flow.files.map((file) => (isPage(flow, file) ? { ...file, closed: true } : file));
    return sendFiles(flow, { ...flow, files, step: "review_and_submit", problem: undefined, errors: {} });
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
      effect.requestId === flow.request?.id
        ? sendFiles(flow, { ...flow, policy: { state: "ready", value } })
        : unchanged(flow),
    /** A request that takes another's place has the same payload: the rules that are here go on holding. */
    failed: (flow, problem, effect) =>
      effect.requestId === flow.request?.id && flow.policy.state !== "ready"
        ? withEffects(flow, { policy: { state: "failed", problem } })
        : unchanged(flow),
  },

  prepare: {
    succeeded: (flow, { effect, value }) =>
      sendFiles(
        flow,
        withFile(flow, effect.fileId, (file) => {
          const prepared = { ...file, ...value };
          return { ...prepared, state: isPage(flow, prepared) ? ("page" as const) : ("waiting" as const) };
        }),
      ),
    failed: (flow, problem, { fileId }) => whenBroken(flow, fileId, problem),
  },

  upload: {
    succeeded: (flow, { effect }) => {
      if (!isCurrent(flow, effect)) return unchanged(flow);
      const sent = withFile(flow, effect.fileId, (file) => ({ ...file, state: "sent" }));
      const next = sendFiles(flow, sent);
      const submitted = submitWhenReady(next.flow);
      return { flow: submitted.flow, effects: [...next.effects, ...submitted.effects] };
    },
    failed: (flow, problem, effect) =>
      isCurrent(flow, effect) ? whenBroken(flow, effect.fileId, problem) : unchanged(flow),
  },

  wait_before_retry: {
    succeeded: (flow, { effect }) => wake(flow, effect),
    failed: (flow, _problem, effect) => wake(flow, effect),
  },

  wait_until_online: {
    succeeded: (flow, { effect }) =>
      sendFiles(
        flow,
        withFile(flow, effect.fileId, (file) => (file.state === "paused" ? goesOn(file) : file)),
      ),
    failed: (flow) => unchanged(flow),
  },

  cancel_upload: { succeeded: (flow) => unchanged(flow), failed: (flow) => unchanged(flow) },
  stop_upload: { succeeded: (flow) => unchanged(flow), failed: (flow) => unchanged(flow) },
};

export const documentReducers = { onEvent, onResult };

/** An upload counts for the request it was made for, and for no other. */
function isCurrent(flow: FlowState, effect: Extract<Effect, { type: "upload" }>): boolean {
  return effect.requestId === flow.request?.id;
}

function ruleOf(flow: FlowState, file: FileEntry): DocumentRule | undefined {
  return documentRules(flow).find((rule) => rule.file_type === file.fileType);
}

function withFile(flow: FlowState, id: string, change: (file: FileEntry) => FileEntry): FlowState {
  return { ...flow, files: flow.files.map((file) => (file.id === id ? change(file) : file)) };
}

/** The end of a rest counts for the try it was made for. */
function wake(
  flow: FlowState,
  { fileId, tries }: Extract<Effect, { type: "wait_before_retry" }>,
): Transition {
  const isMeant = (file: FileEntry) => file.state === "resting" && file.tries === tries;
  return sendFiles(
    flow,
    withFile(flow, fileId, (file) => (isMeant(file) ? goesOn(file) : file)),
  );
}

/** Nothing is submitted while a file waits for a person. */
function whenBroken(flow: FlowState, id: string, problem: Parameters<typeof broke>[1]): Transition {
  const next = withFile(flow, id, (file) => broke(file, problem));
  const needsPerson = next.files.some((file) => file.id === id && file.state === "failed");
  return sendFiles(
    flow,
    needsPerson && flow.awaitingFiles ? { ...next, awaitingFiles: false, running: undefined, problem } : next,
  );
}

/** What keeps the person here, by document: it is missing, or one of its files failed. */
function openDocuments(flow: FlowState): FieldErrors {
  const missing = missingDocuments(flow).map((rule) => [rule.file_type, { reason: "required" } as const]);
  const failed = documentRules(flow)
    .filter((rule) => filesOf(flow, rule.file_type).some((file) => file.state === "failed"))
    .map((rule) => [rule.file_type, { reason: "refused" } as const]);
  return Object.fromEntries([...missing, ...failed]);
}

/**
 * No call takes a file back from the vendor. A request that is not completed leaves nothing behind, so the request is
 * made anew, with the files that are left.
 */
function renew(flow: FlowState, without: string): Transition {
  const { request, draft } = flow;
  const stops = flow.files
    .filter((file) => file.state === "sending")
    .map(({ id }) => ({ type: "stop_upload", fileId: id }) as const);
  const key = `${request?.id}.${without}`;
  const next = recreate({ ...flow, request: undefined, draft: draft && { ...draft, key } });
  return { flow: next.flow, effects: [...stops, ...next.effects] };
}

/** Without a draft the host has stopped the create: what is asked for comes first again. */
function recreate(flow: FlowState): Transition {
  const { draft } = flow;
  return draft
    ? withEffects(flow, { running: "create", problem: undefined, errors: {} }, { type: "create", ...draft })
    : withEffects(flow, { step: "select_products", errors: {} });
}
