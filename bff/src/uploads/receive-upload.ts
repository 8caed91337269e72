import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { Busboy, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { z } from "zod";
import { parseClientJson } from "../json/parse-json.ts";
import { fieldErrors } from "../problem/field-errors.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import { UploadDeadline } from "./upload-deadline.ts";
import { type UploadOptions, UploadStream } from "./upload-stream.ts";

/**
 * The Base64 variant, for servers that hold the file in a JSON value already. Its name and type are not used. Assumed:
 * its fields and its path. The vendor names the operation only, so that the file always goes to it as multipart.
 */
export const base64Upload = z.strictObject({
  file_type: z.string().min(1).max(100),
  file_name: z.string().max(255).optional(),
  mime_type: z.string().max(100).optional(),
  content_base64: z.string().min(1),
});

/** Milliseconds for a Base64 body. */
const base64Timeout = 60_000;
/** Bytes beside the content in a Base64 body. */
const base64Overhead = 2_048;
/** Bytes of it that are examined at a time. */
const base64Piece = 65_536;

/** Bytes of the largest Base64 body, for files of so many bytes. */
export const maxBase64Length = (maxBytes: number) => Math.ceil(maxBytes / 3) * 4 + base64Overhead;

/** Where an upload comes from: a multipart body as it arrives, or JSON that is read whole. */
export type UploadSource =
  | {
      kind: "multipart";
      contentType: string;
      stream: Readable;
      /** Bytes that the connection has brought so far. */
      bytesReceived(): number;
      /** Whether the whole body has arrived. */
      isComplete(): boolean;
    }
  | { kind: "json"; readText(maxBytes: number, timeout: number): Promise<string> };

const limits = {
  fieldNameSize: 100,
  fieldSize: 200,
  fields: 1,
  files: 1,
  parts: 3,
  headerPairs: 20,
  headerSize: 4_096,
};

/** Starts to read an upload. Throws `unsupported_media_type`, `invalid_request`. */
export function receiveUpload(source: UploadSource, options: UploadOptions): UploadStream {
  const upload = new UploadStream(options);
  if (source.kind === "json") {
    readBase64(source, upload, options.maxBytes).catch((thrown: unknown) => upload.fail(problemOf(thrown)));
    return upload;
  }
  if (!/^multipart\/form-data\s*;/i.test(source.contentType)) {
    throw new ProblemError("unsupported_media_type");
  }
  readMultipart(source, upload);
  return upload;
}

type Multipart = Extract<UploadSource, { kind: "multipart" }>;
type Json = Extract<UploadSource, { kind: "json" }>;

function readMultipart(source: Multipart, upload: UploadStream): void {
  const { stream } = source;
  const parser = parserFor(source.contentType);
  const deadline = new UploadDeadline(source.bytesReceived, (isPaused) => {
    upload.fail(new ProblemError(isPaused ? "upload_interrupted" : "body_timeout"));
  });
  let discard: (() => void) | undefined;
  const unwatch = () => {
    deadline.clear();
    stream.off("close", onClose);
  };
  const stop = () => {
    unwatch();
    stream.unpipe(parser);
    parser.destroy();
  };
  const onClose = () => {
    // A body that was read to its end closes too, while bytes of the file still wait for the vendor to take them.
    if (source.isComplete()) return;
    upload.fail(new ProblemError("upload_incomplete"));
    stop();
  };
  const malformed = (detail: string) => upload.fail(new ProblemError("invalid_request", { detail }));

  parser.on("file", (_name, file) => {
    upload.startFile();
    upload.source = {
      pause: () => {
        deadline.setPaused(true);
        file.pause();
      },
      resume: () => {
        deadline.setPaused(false);
        file.resume();
      },
      stop,
    };
    file.on("data", (chunk: Buffer) => upload.write(chunk));
    file.on("end", () => (file.truncated ? malformed("The file was truncated.") : upload.endFile()));
    file.on("error", () => upload.fail(new ProblemError("upload_incomplete")));
    discard = () => file.resume();
  });
  parser.on("field", (name, value, nameTruncated, valueTruncated) => {
    if (name !== "file_type" || nameTruncated || valueTruncated)
      malformed("The multipart body has an unexpected part.");
    else upload.setFileType(value);
  });
  for (const event of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(event, () => malformed("The multipart body has too many parts."));
  }
  parser.on("error", () => upload.fail(new ProblemError("upload_incomplete")));
  parser.on("finish", () => {
    unwatch();
    upload.end();
  });
  upload.ready.catch(() => {
    discard?.();
    stop();
  });
  stream.on("close", onClose);
  stream.pipe(parser);
}

function parserFor(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType } satisfies BusboyHeaders,
      limits,
      isPartAFile: (name) => name === "file",
    });
  } catch {
    throw new ProblemError("invalid_request", { detail: "The multipart body has no boundary." });
  }
}

async function readBase64(source: Json, upload: UploadStream, maxBytes: number): Promise<void> {
  const text = await source.readText(maxBase64Length(maxBytes), base64Timeout);
  const read = base64Upload.safeParse(parseClientJson(text));
  if (!read.success) throw new ProblemError("validation_failed", { errors: fieldErrors(read.error) });
  const { content_base64: content, file_type: type } = read.data;
  const bytes = Buffer.from(content, "base64");
  // The decoder skips what is not Base64, and then gives fewer bytes than the text stands for.
  if (bytes.length !== Math.floor(((content.length - paddingOf(content)) * 3) / 4)) {
    throw new ProblemError("validation_failed", {
      errors: [{ path: "content_base64", message: "not Base64" }],
    });
  }
  upload.startFile();
  upload.setFileType(type);
  await writePieces(upload, bytes);
  upload.endFile();
  upload.end();
}

/** Writes bytes that are in memory as if they arrived in chunks: other requests are served between two of them. */
async function writePieces(upload: UploadStream, bytes: Buffer): Promise<void> {
  let paused: PromiseWithResolvers<void> | undefined;
  let isStopped = false;
  upload.source = {
    pause: () => {
      paused = Promise.withResolvers();
    },
    resume: () => paused?.resolve(),
    stop: () => {
      isStopped = true;
      paused?.resolve();
    },
  };
  for (let at = 0; at < bytes.length && !isStopped; at += base64Piece) {
    upload.write(bytes.subarray(at, at + base64Piece));
    await paused?.promise;
    await setImmediate();
  }
}

/** Characters of padding at the end of a Base64 text. */
function paddingOf(content: string): number {
  if (content.endsWith("==")) return 2;
  return content.endsWith("=") ? 1 : 0;
}
