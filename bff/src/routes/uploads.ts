import type { Copy } from "../document-validation/document-buffers.ts";
import { type Answer, noContent } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isJson } from "../http/json-body.ts";
import { once, scopedKey } from "../idempotency/idempotency.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import { documentRules } from "../uploads/document-rules.ts";
import { receive } from "../uploads/receive-upload.ts";
import type { ReceivedUpload } from "../uploads/upload-stream.ts";
import type { Services } from "./dependencies.ts";
import { type Guards, type Route, sessionRoute } from "./route.ts";

type SessionCall = Call & { session: Session };

/** The document is being looked at: what it looks like will be told on the request's events. */
const beingChecked: Answer = { ...noContent, headers: ["Document-Check", "pending"] };

/** `POST …/upload/files`: one file and its `file_type`, streamed through. Takes an Idempotency-Key. */
export function uploadRoute(
  services: Services,
  path: string,
  owns: NonNullable<Guards<unknown, unknown>["owns"]>,
): Route {
  const { arc, idempotency, limits, documents, maxUploadBytes, refuseActiveContent } = services;
  const rulesOf = documentRules(arc);

  async function upload(id: string, call: SessionCall): Promise<Answer> {
    const context = { requestId: call.requestId };
    const key = scopedKey(call.req.headers["idempotency-key"], call.session.owner, "uploadFile");
    let receiving: ReceivedUpload | undefined;
    let copy: Copy | undefined;
    let isChecked = false;
    const begin = () => {
      receiving = receive(call.req, {
        mostBytes: maxUploadBytes,
        refuseActive: refuseActiveContent,
        hashed: key !== undefined,
        copy: copy?.take,
      });
      return receiving;
    };
    const sendOn = async () => {
      const policy = rulesOf(id, context);
      copy = await documents?.copyFor(id);
      const upload = begin();
      const body = await upload.ready;
      try {
        // The first bytes have told what it is; nothing goes to the vendor that the insurer does not take.
        upload.hold(await policy);
        if (upload.problem !== undefined) throw upload.problem;
        await arc.upload(id, { contentType: body.contentType, stream: body }, context);
      } catch (thrown) {
        // What went wrong at the browser's end is the reason; the broken call is its consequence.
        throw upload.problem ?? thrown;
      } finally {
        body.destroy();
      }
      if (!upload.complete) throw upload.problem ?? new ProblemError("upload_interrupted");
      if (copy !== undefined) documents?.check(id, upload.fileType ?? "", copy);
      isChecked = copy !== undefined;
      copy = undefined;
      return { answer: noContent, keep: true };
    };
    try {
      await once(idempotency, key, {
        // Until the request is completed, the same document twice does no harm; a document lost does.
        repeatable: true,
        // Known at the end only: the file is hashed while it is passed on.
        fingerprint: () => (receiving?.complete === true ? `${id} ${receiving.fingerprint}` : ""),
        make: sendOn,
        async finishReading() {
          const upload = begin();
          const body = await upload.ready;
          body.resume();
          // A small file may have come whole, and been refused, by now.
          if (!body.closed) await new Promise((resolve) => body.once("close", resolve));
          if (!upload.complete) throw upload.problem ?? new ProblemError("upload_incomplete");
        },
      });
      return isChecked ? beingChecked : noContent;
    } finally {
      copy?.drop();
      if (receiving !== undefined) tellFindings(receiving, call, services);
    }
  }

  return sessionRoute<unknown, unknown>({
    method: "POST",
    path,
    operation: "uploadFile",
    summary: "Adds a document: multipart with `file` and `file_type`, or the same as Base64 in JSON.",
    consumes: ["multipart/form-data", "application/json"],
    status: 204,
    guards: { owns },
    async handle({ parts }, call) {
      await limits.take(call, [{ name: "upload", key: call.session.limitKey }]);
      // A file in JSON is held in memory whole, several times over.
      const kind = isJson(call.req) ? "json_uploads" : "uploads";
      const leave = limits.enter(call, kind, call.session.limitKey);
      try {
        return await upload(parts.id ?? "", call);
      } finally {
        leave();
      }
    },
  });
}

/** Active content is told of whether it is refused or not: in the log line, the metrics, and the audit. */
function tellFindings(upload: ReceivedUpload, call: SessionCall, { metrics, audit }: Services): void {
  const { findings } = upload;
  if (findings.length === 0) return;
  call.document = findings.toSorted().join("+");
  for (const finding of findings) metrics.events.inc({ name: `document_${finding}` });
  metrics.events.inc({ name: "document_active_content" });
  if (upload.complete) audit.tell("upload_flagged", call, { reason: call.document });
}
