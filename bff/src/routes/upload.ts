import { noContent } from "../http/answer.ts";
import { once, scopedKey } from "../idempotency/idempotency.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { receive } from "../upload/receive.ts";
import type { ReceivedUpload } from "../upload/received-upload.ts";
import { type Guards, type Route, sessionRoute } from "./route.ts";
import type { Services } from "./services.ts";

/** `POST …/upload/files`: one file and its `file_type`, streamed through. Takes an Idempotency-Key. */
export function uploadRoute(
  { arc, idempotency, maxUploadBytes }: Services,
  path: string,
  owns: NonNullable<Guards<unknown, unknown>["owns"]>,
): Route {
  return sessionRoute<unknown, unknown>({
    method: "POST",
    path,
    operation: "uploadFile",
    summary: "Adds a document: multipart with `file` and `file_type`, or the same as Base64 in JSON.",
    consumes: ["multipart/form-data", "application/json"],
    status: 204,
    guards: { owns },
    handle({ parts }, call) {
      const id = parts.id ?? "";
      const key = scopedKey(call.req.headers["idempotency-key"], call.session.owner, "uploadFile");
      let upload: ReceivedUpload | undefined;
      const begin = () => {
        upload = receive(call.req, maxUploadBytes, key !== undefined);
        return upload;
      };
      return once(idempotency, key, {
        // Until the request is completed, the same document twice does no harm; a document lost does.
        repeatable: true,
        // Known at the end only: the file is hashed while it is passed on.
        fingerprint: () => (upload?.complete === true ? `${id} ${upload.fingerprint}` : ""),
        async make() {
          const receiving = begin();
          const body = await receiving.ready;
          try {
            await arc.upload(
              id,
              { contentType: body.contentType, stream: body },
              { requestId: call.requestId },
            );
          } catch (thrown) {
            // What went wrong at the browser's end is the reason; the broken call is its consequence.
            throw receiving.problem ?? thrown;
          } finally {
            body.destroy();
          }
          if (!receiving.complete) throw receiving.problem ?? new ProblemError("upload_interrupted");
          return { answer: noContent, keep: true };
        },
        async finishReading() {
          const receiving = begin();
          const body = await receiving.ready;
          body.resume();
          await new Promise((resolve) => body.once("close", resolve));
          if (!receiving.complete) throw receiving.problem ?? new ProblemError("upload_incomplete");
        },
      });
    },
  });
}
