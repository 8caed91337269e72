import type { IncomingMessage } from "node:http";
import { isJson, readText } from "../http/read-body.ts";
import type { UploadSource } from "../uploads/receive-upload.ts";

/** The body of a request, as `uploads/` reads it. */
export function uploadSource(req: IncomingMessage): UploadSource {
  if (isJson(req)) {
    return { kind: "json", readText: (maxBytes, timeout) => readText(req, maxBytes, timeout) };
  }
  return {
    kind: "multipart",
    contentType: req.headers["content-type"] ?? "",
    stream: req,
    bytesReceived: () => req.socket.bytesRead,
    isComplete: () => req.complete,
  };
}
