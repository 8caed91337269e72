import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { type Answer, type FieldIssue, refuse, validationFailed } from "../http/answer.ts";
import { mediaType, readJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import { decisiveLength, detectType } from "./file-type.ts";

/** A file as it came, weighed and hashed; its bytes are not kept. */
export type ReceivedFile = {
  fileType: string;
  name: string | undefined;
  mimeType: string;
  detectedType: string | undefined;
  size: number;
  sha256: string;
};

export type Received = { ok: true; file: ReceivedFile } | { ok: false; answer: Answer };

const mostBase64Bytes = 40_000_000;

/** Receives a file as multipart (`file` and `file_type`, in any order) or as Base64 in JSON. */
export function receiveFile(request: IncomingMessage): Promise<Received> | Received {
  switch (mediaType(request)) {
    case "multipart/form-data":
      return receiveMultipart(request);
    case "application/json":
      return receiveBase64(request);
    default:
      return refused(refuse(415, "UNSUPPORTED_MEDIA_TYPE", "Send multipart/form-data or application/json"));
  }
}

/** Resolves once the body has ended; rejects when the caller leaves before that. */
function receiveMultipart(request: IncomingMessage): Promise<Received> {
  return new Promise((resolve, reject) => {
    const contentType = request.headers["content-type"] ?? "";
    const fields = new Map<string, string>();
    const files: { part: string; name: string; mimeType: string; weight: Weight }[] = [];
    const fail = () => {
      request.unpipe();
      resolve(refused(refuse(400, "MALFORMED_MULTIPART", "The body is not multipart/form-data")));
    };
    let parser: BusboyInstance;
    try {
      parser = new Busboy({
        headers: { ...request.headers, "content-type": contentType },
        isPartAFile: (_part, _type, name) => name !== undefined,
      });
    } catch {
      fail();
      return;
    }
    parser.on("file", (part, stream, name, _encoding, mimeType) => {
      const weight = weigh();
      files.push({ part, name, mimeType, weight });
      stream.on("data", weight.add);
      stream.on("error", fail);
    });
    parser.on("field", (name, value) => fields.set(name, value));
    parser.on("error", fail);
    parser.on("finish", () => resolve(readParts(fields, files)));
    request.on("error", reject);
    request.on("close", () => {
      if (!request.complete) reject(new Error("The caller left in the middle of an upload"));
    });
    request.pipe(parser);
  });
}

function readParts(
  fields: Map<string, string>,
  files: { part: string; name: string; mimeType: string; weight: Weight }[],
): Received {
  const issues: FieldIssue[] = [];
  for (const name of fields.keys()) {
    if (name !== "file_type") issues.push({ path: [name], message: "is not a part of this request" });
  }
  for (const { part } of files) {
    if (part !== "file") issues.push({ path: [part], message: "is not a part of this request" });
  }
  const [file, second] = files.filter(({ part }) => part === "file");
  if (second) issues.push({ path: ["file"], message: "must come alone" });
  if (!file) issues.push({ path: ["file"], message: "is required" });
  const fileType = fields.get("file_type");
  if (!fileType) issues.push({ path: ["file_type"], message: "is required" });
  if (issues.length > 0 || !file || !fileType) return refused(validationFailed(issues));
  const { name, mimeType, weight } = file;
  return { ok: true, file: { fileType, name, mimeType: mimeType.toLowerCase(), ...weight.read() } };
}

/** The Base64 variant: `{ file_type, file_name?, mime_type, content_base64 }`. Its path and keys are assumed. */
async function receiveBase64(request: IncomingMessage): Promise<Received> {
  const body = await readJson(request, mostBase64Bytes);
  if (!body.ok) return body;
  if (!isRecord(body.value)) return refused(validationFailed([{ path: [], message: "must be an object" }]));
  const { file_type, file_name, mime_type, content_base64, ...unknown } = body.value;
  const issues: FieldIssue[] = Object.keys(unknown).map((key) => ({
    path: [key],
    message: "is not a field of this request",
  }));
  const text = (value: unknown, key: string) => {
    if (typeof value === "string" && value !== "") return value;
    issues.push({ path: [key], message: "is required" });
    return "";
  };
  const fileType = text(file_type, "file_type");
  const mimeType = text(mime_type, "mime_type").toLowerCase();
  const content = typeof content_base64 === "string" ? content_base64 : "";
  if (typeof content_base64 !== "string" || !isBase64(content)) {
    issues.push({ path: ["content_base64"], message: "must be Base64" });
  }
  if (issues.length > 0) return refused(validationFailed(issues));
  const weight = weigh();
  weight.add(Buffer.from(content, "base64"));
  const name = typeof file_name === "string" ? file_name : undefined;
  return { ok: true, file: { fileType, name, mimeType, ...weight.read() } };
}

const isBase64 = (text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

const refused = (answer: Answer): Received => ({ ok: false, answer });

type Weight = ReturnType<typeof weigh>;

/** Weighs and hashes bytes as they pass. */
function weigh() {
  const hash = createHash("sha256");
  let size = 0;
  let start = Buffer.alloc(0);
  return {
    add: (chunk: Buffer) => {
      hash.update(chunk);
      size += chunk.length;
      if (start.length < decisiveLength) start = Buffer.concat([start, chunk]).subarray(0, decisiveLength);
    },
    read: () => ({ size, sha256: hash.digest("hex"), detectedType: detectType(start) }),
  };
}
