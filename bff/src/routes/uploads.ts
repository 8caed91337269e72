import type { DocumentPolicy } from "@osigu-preauth/shared";
import { z } from "zod";
import type { SessionContext } from "../context.ts";
import type { DocumentBuffer } from "../document-validation/document-buffers.ts";
import { isJson } from "../http/read-body.ts";
import { runOnce } from "../idempotency/idempotency.ts";
import { auditSubject } from "../middleware/audit-problems.ts";
import { limiterFor } from "../middleware/rate-limit.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { documentPolicies, type ReadDocumentPolicy, ruleFor } from "../uploads/document-policies.ts";
import { MemoryBudget } from "../uploads/memory-budget.ts";
import { base64Upload, maxBase64Length, receiveUpload } from "../uploads/receive-upload.ts";
import type { UploadStream } from "../uploads/upload-stream.ts";
import type { Dependencies } from "./dependencies.ts";
import { idempotencyKeyHeader } from "./headers.ts";
import { idempotencyKey } from "./idempotent-reply.ts";
import { type Route, sessionRoute } from "./route.ts";
import { multipartUpload, ownRequest, requestParams } from "./schemas.ts";
import { uploadSource } from "./upload-source.ts";

type Deps = Pick<
  Dependencies,
  | "arc"
  | "eventLog"
  | "idempotency"
  | "limiter"
  | "documents"
  | "maxUploadBytes"
  | "refuseActiveContent"
  | "metrics"
  | "audit"
>;
type UploadContext = SessionContext<{ id: string }>;

/** `POST …/upload/files`: one file and its `file_type`, streamed to the vendor as it arrives. */
export function uploadRoutes(deps: Deps): Route[] {
  const { limiter } = deps;
  const readPolicy = documentPolicies(deps.arc);
  const largest = maxBase64Length(deps.maxUploadBytes);
  const memory = new MemoryBudget(largest);

  return [
    sessionRoute({
      method: "POST",
      path: "/arc/v1/authorization-requests/:id/upload/files",
      operationId: "uploadFile",
      summary: "Adds a document: multipart with `file` and `file_type`, or Base64 in JSON.",
      params: requestParams,
      consumes: { "multipart/form-data": multipartUpload, "application/json": base64Upload },
      status: 204,
      description: {
        tag: "Authorization requests",
        text: "The type of the file is read from its first bytes; names and media types in the request are ignored.",
        requestHeaders: idempotencyKeyHeader,
        replyHeaders: {
          "Document-Check": {
            description: "`pending`: a document check follows as an event of the request.",
            schema: z.literal("pending"),
          },
        },
        vendorCalls: ["uploadFile"],
        problems: [
          "upload_incomplete",
          "body_timeout",
          "body_too_large",
          "unsupported_media_type",
          "file_unsafe",
          "idempotency_mismatch",
          "upload_interrupted",
        ],
      },
      permission: ownRequest,
      async handler(ctx) {
        const { limitKey } = ctx.state.session;
        await limiterFor(ctx, limiter).take([{ name: "upload", key: limitKey }]);
        // A file in JSON is held in memory as a whole, several times over.
        const isHeld = isJson(ctx.req);
        const leave = limiter.enter(isHeld ? "json_uploads" : "uploads", limitKey, ctx.state.host.limits);
        let free: (() => void) | undefined;
        try {
          const announced = Number(ctx.req.headers["content-length"] ?? largest);
          if (isHeld) free = memory.reserve(Math.min(announced, largest));
          const { isChecked } = await upload(ctx, deps, readPolicy);
          // The result follows as an event of the request.
          if (isChecked) ctx.set("Document-Check", "pending");
          ctx.status = 204;
        } finally {
          free?.();
          leave();
        }
      },
    }),
  ];
}

/** Uploads the request's file, once per `Idempotency-Key`. `isChecked`: whether the document is being validated. */
async function upload(
  ctx: UploadContext,
  deps: Deps,
  readPolicy: ReadDocumentPolicy,
): Promise<{ isChecked: boolean }> {
  const { arc, idempotency, documents } = deps;
  const { id } = ctx.state.input.params;
  const context = { requestId: ctx.state.requestId };
  const key = idempotencyKey(ctx, "uploadFile");
  let received: UploadStream | undefined;
  let buffer: DocumentBuffer | undefined;
  let isChecked = false;
  const receive = () => {
    received = receiveUpload(uploadSource(ctx.req), {
      maxBytes: deps.maxUploadBytes,
      refuseActiveContent: deps.refuseActiveContent,
      withFingerprint: key !== undefined,
      onBytes: buffer?.append,
    });
    return received;
  };
  const forward = async () => {
    const policy = readPolicy(id, context);
    buffer = await documents?.bufferFor(id);
    const file = receive();
    const body = await file.ready;
    try {
      // The first bytes tell the file's type; nothing goes to the vendor that the insurer does not take.
      file.applyPolicy(await policy);
      if (file.problem !== undefined) throw file.problem;
      await arc.upload(id, { contentType: body.contentType, stream: body }, context);
    } catch (thrown) {
      // What went wrong on the client's side is the cause; the broken call is its effect.
      throw file.problem ?? thrown;
    } finally {
      body.destroy();
    }
    if (!file.isComplete) throw file.problem ?? new ProblemError("upload_interrupted");
    await recordUpload(deps, id, file.fileType, await policy);
    if (buffer !== undefined) documents?.enqueue(id, file.fileType ?? "", buffer);
    isChecked = buffer !== undefined;
    buffer = undefined;
    return { reply: { status: 204 }, store: true };
  };
  try {
    await runOnce(idempotency, key, {
      // Until the request is completed, the same document twice does no harm; a lost document does.
      repeatable: true,
      // Known at the end only: the file is hashed while it is forwarded.
      fingerprint: () => (received?.isComplete === true ? `${id} ${received.fingerprint}` : ""),
      requestId: () => id,
      execute: forward,
      readToEnd: () => readToEnd(receive()),
    });
    return { isChecked };
  } finally {
    buffer?.release();
    if (received !== undefined) recordFindings(ctx, received, deps);
  }
}

/**
 * Tells the request's log of the first document of a type that its policy names: whoever goes on with the request sees
 * that it is there.
 */
async function recordUpload(
  { eventLog }: Deps,
  id: string,
  fileType: string | undefined,
  policy: DocumentPolicy | undefined,
): Promise<void> {
  if (fileType === undefined || ruleFor(policy, fileType) === undefined) return;
  const event = { kind: "uploaded", at: Date.now(), fileType } as const;
  await eventLog.append(id, `uploaded\n${id}\n${fileType}`, event);
}

/** Reads an upload that is not forwarded, for its fingerprint. Throws what is wrong with it. */
async function readToEnd(file: UploadStream): Promise<void> {
  const body = await file.ready;
  body.resume();
  // A small file may have arrived completely, and been refused, by now.
  if (!body.closed) await new Promise((resolve) => body.once("close", resolve));
  if (!file.isComplete) throw file.problem ?? new ProblemError("upload_incomplete");
}

/** Records active content, whether it is refused or not: in the access log, the metrics and the audit. */
function recordFindings(ctx: UploadContext, file: UploadStream, { metrics, audit }: Deps): void {
  const { findings } = file;
  if (findings.length === 0) return;
  ctx.state.document = findings.toSorted().join("+");
  for (const finding of findings) metrics.events.inc({ name: `document_${finding}` });
  metrics.events.inc({ name: "document_active_content" });
  if (file.isComplete) audit.record("upload_flagged", auditSubject(ctx), { reason: ctx.state.document });
}
