import type { IncomingMessage } from "node:http";
import { parseExact } from "../json/lossless-json.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Bytes of a JSON body. A request with a hundred products has some ten thousand. */
export const mostJsonBytes = 65_536;
/** Levels of nesting; the deepest of our messages has three. */
const mostDepth = 16;
/** Milliseconds for the whole body. */
const longestWait = 10_000;

/** The body as text. Throws `body_too_large`, `body_timeout`, `invalid_request`. */
export async function readText(req: IncomingMessage, most: number, wait = longestWait): Promise<string> {
  return (await readBytes(req, most, wait)).toString("utf8");
}

/** The body's bytes as they came, for whoever must check a signature over them. Throws as `readText`. */
export function readBytes(req: IncomingMessage, most: number, wait = longestWait): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers["content-length"] ?? 0) > most) return reject(new ProblemError("body_too_large"));
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (problem: ProblemError) => {
      finish();
      reject(problem);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) return stop(new ProblemError("body_too_large"));
      chunks.push(chunk);
    };
    const onEnd = () => {
      finish();
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    };
    const onClose = () => stop(new ProblemError("invalid_request"));
    const timer = setTimeout(() => stop(new ProblemError("body_timeout")), wait);
    const finish = () => {
      clearTimeout(timer);
      req.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
    };
    req.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

/** Whether the body is declared to be JSON. */
export function isJson(req: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? "");
}

/** Parses a body, large ids exactly, and refuses one that is nested beyond reason. Throws `invalid_request`. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > mostDepth)
    throw new ProblemError("invalid_request", { detail: "The JSON is nested too deep." });
  try {
    return parseExact(text);
  } catch {
    // What the parser throws quotes its input.
    throw new ProblemError("invalid_request", { detail: "The body is not JSON." });
  }
}

/** The deepest nesting, seen without parsing. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (quoted) {
      if (char === 92) index += 1;
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 123 || char === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 125 || char === 93) depth -= 1;
  }
  return deepest;
}
