import type { Endings, Handlers } from "./advance.ts";
import { becomes } from "./becomes.ts";
import type { Advance, Effect } from "./events.ts";
import type { FileLine, Flow } from "./flow.ts";
import { documentRules, filesFailed, missingDocuments } from "./questions.ts";
import { submitWhenReady } from "./submitting.ts";

/** The documents that the sponsor asks for. Files travel while the person goes on. */

type Documenting = "file_added" | "file_removed" | "file_retried" | "file_progressed" | "documents_submitted";

const handlers: Pick<Handlers, Documenting> = {
  file_added: (flow, { file }) => {
    const { [file.fileType]: _given, ...errors } = flow.errors;
    return sendWaiting({ ...flow, files: [...flow.files, file], errors, problem: undefined });
  },

  file_removed: (flow, { id }) =>
    becomes(
      flow,
      { files: flow.files.filter((file) => file.id !== id), problem: undefined },
      { do: "cancel_upload", fileId: id },
    ),

  file_retried: (flow, { id }) =>
    sendWaiting(
      withFile({ ...flow, problem: undefined }, id, { state: "waiting", sentBytes: 0, problem: undefined }),
    ),

  file_progressed: (flow, { id, sentBytes }) => becomes(withFile(flow, id, { sentBytes })),

  documents_submitted: (flow) => {
    if (flow.policy.state !== "ready") return becomes(flow);
    const missing = missingDocuments(flow);
    const errors = Object.fromEntries(
      missing.map((rule) => [rule.file_type, { reason: "required" } as const]),
    );
    if (missing.length || filesFailed(flow)) return becomes(flow, { errors });
    return becomes(flow, { step: "review_and_submit", problem: undefined, errors: {} });
  },
};

const endings: Pick<Endings, "load_policy" | "upload" | "cancel_upload"> = {
  load_policy: {
    done: (flow, { of, value }) =>
      of.requestId === flow.request?.id
        ? sendWaiting({ ...flow, policy: { state: "ready", value } })
        : becomes(flow),
    failed: (flow, problem, of) =>
      of.requestId === flow.request?.id
        ? becomes(flow, { policy: { state: "failed", problem } })
        : becomes(flow),
  },

  upload: {
    done: (flow, { of }) =>
      isCurrent(flow, of) ? submitWhenReady(withFile(flow, of.fileId, { state: "sent" })) : becomes(flow),
    failed: (flow, problem, of) => {
      if (!isCurrent(flow, of)) return becomes(flow);
      const failed = withFile(flow, of.fileId, { state: "failed", problem });
      return becomes({
        ...failed,
        awaitingFiles: false,
        running: flow.awaitingFiles ? undefined : flow.running,
      });
    },
  },

  cancel_upload: { done: (flow) => becomes(flow), failed: (flow) => becomes(flow) },
};

export const documenting = { handlers, endings };

/** An upload counts for the request it was made for, and for no other. */
function isCurrent(flow: Flow, of: Extract<Effect, { do: "upload" }>): boolean {
  return of.requestId === flow.request?.id;
}

function withFile(flow: Flow, id: string, change: Partial<FileLine>): Flow {
  return { ...flow, files: flow.files.map((file) => (file.id === id ? { ...file, ...change } : file)) };
}

/** Sends every waiting file of a kind that the sponsor takes. */
function sendWaiting(flow: Flow): Advance {
  const { request } = flow;
  if (!request) return becomes(flow);
  const taken = new Set(documentRules(flow).map((rule) => rule.file_type));
  const waiting = flow.files.filter((file) => file.state === "waiting" && taken.has(file.fileType));
  const files = flow.files.map((file) =>
    waiting.includes(file) ? { ...file, state: "sending" as const } : file,
  );
  return {
    flow: { ...flow, files },
    effects: waiting.map(({ id, fileType }) => ({
      do: "upload",
      requestId: request.id,
      fileId: id,
      fileType,
    })),
  };
}
