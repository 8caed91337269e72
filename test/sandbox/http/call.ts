import type { IncomingMessage } from "node:http";
import type { IssuedToken } from "../tokens/token-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { parseJson } from "./json-value.ts";

/** A request that has reached its operation. */
export type Call = {
  request: IncomingMessage;
  /** Variable parts of the path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The token it came with; absent only for operations that need none. */
  token: IssuedToken | undefined;
};

/** One row of the API: what is called, what it takes to be let in, what it does. */
export type Operation = {
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** `{name}` stands for one segment. */
  path: string;
  /** The authority that the token must carry; an operation without one needs no token. */
  authority?: string;
  /** How it says 401 and 403, where not as ARC does. */
  refusal?: (status: 401 | 403) => Answer;
  handle: (call: Call) => Answer | Promise<Answer>;
};

export type JsonBody = { ok: true; value: unknown } | { ok: false; answer: Answer };

const mostJsonBytes = 1_000_000;

/** Reads a whole body. Answers 413 past `most` bytes; throws when the caller leaves half-way. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer | Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return refuse(413, "PAYLOAD_TOO_LARGE", `The body is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a JSON body: 415 for another media type, 400 for what is no JSON. */
export async function readJson(request: IncomingMessage, most = mostJsonBytes): Promise<JsonBody> {
  if (mediaType(request) !== "application/json") {
    return {
      ok: false,
      answer: refuse(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json"),
    };
  }
  const bytes = await readBytes(request, most);
  if (!Buffer.isBuffer(bytes)) return { ok: false, answer: bytes };
  return parseBody(bytes);
}

/** Like `readJson`, for an operation that may come with no body at all; that reads as `{}`. */
export async function readOptionalJson(request: IncomingMessage): Promise<JsonBody> {
  const bytes = await readBytes(request, mostJsonBytes);
  if (!Buffer.isBuffer(bytes)) return { ok: false, answer: bytes };
  if (bytes.length === 0) return { ok: true, value: {} };
  if (mediaType(request) !== "application/json") {
    return {
      ok: false,
      answer: refuse(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json"),
    };
  }
  return parseBody(bytes);
}

export function mediaType(request: IncomingMessage): string {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function parseBody(bytes: Buffer): JsonBody {
  try {
    return { ok: true, value: parseJson(bytes.toString("utf8")) };
  } catch {
    return { ok: false, answer: refuse(400, "MALFORMED_JSON", "The body is not JSON") };
  }
}
