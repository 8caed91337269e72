import type { IncomingMessage } from "node:http";
import { ProblemError } from "../problem/problem-error.ts";

/** Milliseconds for a whole body. */
const bodyTimeout = 10_000;

/** Whether the request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (
    headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0").replace(/0/g, "") !== ""
  );
}

/** Whether the body is declared as JSON. */
export function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
}

/** The body as text. Throws `body_too_large`, `body_timeout`, `invalid_request`. */
export async function readText(
  req: IncomingMessage,
  maxBytes: number,
  timeout = bodyTimeout,
): Promise<string> {
  return (await readBytes(req, maxBytes, timeout)).toString("utf8");
}

/** The body's bytes as they arrived, as a signature over them needs them. Throws as `readText` does. */
export function readBytes(req: IncomingMessage, maxBytes: number, timeout = bodyTimeout): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers["content-length"] ?? 0) > maxBytes) {
      return reject(new ProblemError("body_too_large"));
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (problem: ProblemError) => {
      finish();
      reject(problem);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) return fail(new ProblemError("body_too_large"));
      chunks.push(chunk);
    };
    const onEnd = () => {
      finish();
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    };
    const onClose = () => fail(new ProblemError("invalid_request"));
    const timer = setTimeout(() => fail(new ProblemError("body_timeout")), timeout);
    const finish = () => {
      clearTimeout(timer);
      req.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
    };
    req.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}
