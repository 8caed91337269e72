import type { DocumentRule } from "@osigu-preauth/shared";
import type { Advance, Effect } from "../events.ts";
import { becomes } from "../next.ts";
import {
  documentRules,
  filesFailed,
  filesOf,
  hasRoomFor,
  isPage,
  missingDocuments,
} from "../selectors/request.ts";
import type { FieldErrors, FileLine, Flow } from "../state.ts";
import type { Endings, Handlers } from "../transition.ts";
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

const handlers: Pick<Handlers, Documenting> = {
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
    if (!gone || flow.awaitingFiles || flow.fateUnknown || flow.outcome) return becomes(flow);
    const files = flow.files.filter((file) => file !== gone);
    const cancel = { do: "cancel_upload", fileId: id } as const;
    const next = { ...flow, files, problem: undefined };
    const then = gone.mayBeThere && flow.request && !flow.running ? renew(next, id) : sendFiles(flow, next);
    return { flow: then.flow, effects: [cancel, ...then.effects] };
  },

  /** A second press finds the file on its way already. */
  file_retried: (flow, { id }) => sendFiles(flow, withFile({ ...flow, problem: undefined }, id, retried)),

  file_progressed: (flow, { id, sentBytes }) =>
    becomes(withFile(flow, id, (file) => progressed(file, sentBytes))),

  file_stalled: (flow, { id }) =>
    becomes(withFile(flow, id, (file) => (file.state === "sending" ? { ...file, stalled: true } : file))),

  documents_submitted: (flow) => {
    if (flow.policy.state !== "ready" || flow.running) return becomes(flow);
    const errors = openDocuments(flow);
    if (Object.keys(errors).length || filesFailed(flow)) return becomes(flow, { errors });
    if (!flow.request) return recreate(flow);
    const files = flow.files.map((file) => (isPage(flow, file) ? { ...file, closed: true } : file));
    return sendFiles(flow, { ...flow, files, step: "review_and_submit", problem: undefined, errors: {} });
  },
};

const endings: Pick<
  Endings,
  "load_policy" | "prepare" | "upload" | "rest" | "await_online" | "cancel_upload" | "stop_upload"
> = {
  load_policy: {
    done: (flow, { of, value }) =>
      of.requestId === flow.request?.id
        ? sendFiles(flow, { ...flow, policy: { state: "ready", value } })
        : becomes(flow),
    /** A request that takes another's place has the same payload: the rules that are here go on holding. */
    failed: (flow, problem, of) =>
      of.requestId === flow.request?.id && flow.policy.state !== "ready"
        ? becomes(flow, { policy: { state: "failed", problem } })
        : becomes(flow),
  },

  prepare: {
    done: (flow, { of, value }) =>
      sendFiles(
        flow,
        withFile(flow, of.fileId, (file) => {
          const prepared = { ...file, ...value };
          return { ...prepared, state: isPage(flow, prepared) ? ("page" as const) : ("waiting" as const) };
        }),
      ),
    failed: (flow, problem, { fileId }) => whenBroken(flow, fileId, problem),
  },

  upload: {
    done: (flow, { of }) => {
      if (!isCurrent(flow, of)) return becomes(flow);
      const sent = withFile(flow, of.fileId, (file) => ({ ...file, state: "sent" }));
      const next = sendFiles(flow, sent);
      const submitted = submitWhenReady(next.flow);
      return { flow: submitted.flow, effects: [...next.effects, ...submitted.effects] };
    },
    failed: (flow, problem, of) =>
      isCurrent(flow, of) ? whenBroken(flow, of.fileId, problem) : becomes(flow),
  },

  rest: { done: (flow, { of }) => wake(flow, of), failed: (flow, _problem, of) => wake(flow, of) },

  await_online: {
    done: (flow, { of }) =>
      sendFiles(
        flow,
        withFile(flow, of.fileId, (file) => (file.state === "paused" ? goesOn(file) : file)),
      ),
    failed: (flow) => becomes(flow),
  },

  cancel_upload: { done: (flow) => becomes(flow), failed: (flow) => becomes(flow) },
  stop_upload: { done: (flow) => becomes(flow), failed: (flow) => becomes(flow) },
};

export const documenting = { handlers, endings };

/** An upload counts for the request it was made for, and for no other. */
function isCurrent(flow: Flow, of: Extract<Effect, { do: "upload" }>): boolean {
  return of.requestId === flow.request?.id;
}

function ruleOf(flow: Flow, file: FileLine): DocumentRule | undefined {
  return documentRules(flow).find((rule) => rule.file_type === file.fileType);
}

function withFile(flow: Flow, id: string, change: (file: FileLine) => FileLine): Flow {
  return { ...flow, files: flow.files.map((file) => (file.id === id ? change(file) : file)) };
}

/** The end of a rest counts for the try it was made for. */
function wake(flow: Flow, { fileId, tries }: Extract<Effect, { do: "rest" }>): Advance {
  const isMeant = (file: FileLine) => file.state === "resting" && file.tries === tries;
  return sendFiles(
    flow,
    withFile(flow, fileId, (file) => (isMeant(file) ? goesOn(file) : file)),
  );
}

/** Nothing is submitted while a file waits for a person. */
function whenBroken(flow: Flow, id: string, problem: Parameters<typeof broke>[1]): Advance {
  const next = withFile(flow, id, (file) => broke(file, problem));
  const needsPerson = next.files.some((file) => file.id === id && file.state === "failed");
  return sendFiles(
    flow,
    needsPerson && flow.awaitingFiles ? { ...next, awaitingFiles: false, running: undefined, problem } : next,
  );
}

/** What keeps the person here, by document: it is missing, or one of its files failed. */
function openDocuments(flow: Flow): FieldErrors {
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
function renew(flow: Flow, without: string): Advance {
  const { request, draft } = flow;
  const stops = flow.files
    .filter((file) => file.state === "sending")
    .map(({ id }) => ({ do: "stop_upload", fileId: id }) as const);
  const key = `${request?.id}.${without}`;
  const next = recreate({ ...flow, request: undefined, draft: draft && { ...draft, key } });
  return { flow: next.flow, effects: [...stops, ...next.effects] };
}

/** Without a draft the host has stopped the create: what is asked for comes first again. */
function recreate(flow: Flow): Advance {
  const { draft } = flow;
  return draft
    ? becomes(flow, { running: "create", problem: undefined, errors: {} }, { do: "create", ...draft })
    : becomes(flow, { step: "select_products", errors: {} });
}
