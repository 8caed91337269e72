import type { IncomingMessage, ServerResponse } from "node:http";
import { problemDocument, problemType } from "../problem/problem-document.ts";
import type { ProblemError } from "../problem/problem-error.ts";
import type { Call } from "./call.ts";

/** What a request is answered with. */
export type Answer = {
  status: number;
  /** Media type; JSON when it is not said. */
  type?: string;
  body?: string | Buffer;
  /** More headers, names and values in turn. */
  headers?: readonly string[];
  /** Files that anybody may read bring their own caching and sharing rules. */
  open?: boolean;
};

/** A value as JSON, 200 unless said otherwise. */
export function json(value: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(value) };
}

export const noContent: Answer = { status: 204 };

/** The answer that tells of a problem. */
export function problemAnswer(problem: ProblemError, requestId: string): Answer {
  const answer: Answer = {
    status: problem.status,
    type: problemType,
    body: JSON.stringify(problemDocument(problem, requestId)),
  };
  const { retryAfter } = problem;
  if (problem.code === "unauthenticated") answer.headers = ["WWW-Authenticate", "Bearer"];
  if (retryAfter !== undefined) answer.headers = ["Retry-After", String(Math.max(1, Math.ceil(retryAfter)))];
  return answer;
}

/** On everything that may be about a person. */
const closed = [
  "Cache-Control",
  "no-store",
  "Content-Security-Policy",
  "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy",
  "same-origin",
];

const exposed = "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Document-Check";

/** Milliseconds for which we go on reading what a client sends that was answered early. */
const longestLinger = 1_000;

/** Milliseconds in which an answer must have been taken. */
const longestReading = 15_000;

/** Tells browsers never to come without TLS again. ASVS 5.0, 3.4.1: a year at least. */
export const onlyTls = ["Strict-Transport-Security", "max-age=31536000"];

/** Writes an answer, once. Headers go out in one list: this is on the path of every request. */
export function writeAnswer(call: Call, answer: Answer, always: readonly string[] = []): void {
  const { req, res } = call;
  if (res.headersSent || res.destroyed) return;
  const { body = "" } = answer;
  const headers = ["X-Request-Id", call.requestId, "X-Content-Type-Options", "nosniff", "Vary", "Origin"];
  if (always.length > 0) headers.push(...always);
  if (answer.open !== true) {
    headers.push(...closed);
    if (call.limit !== undefined)
      headers.push("RateLimit-Policy", call.limit.policy, "RateLimit", call.limit.state);
  }
  if (call.readableBy !== undefined) {
    headers.push("Access-Control-Allow-Origin", call.readableBy, "Access-Control-Expose-Headers", exposed);
  }
  if (answer.headers !== undefined) headers.push(...answer.headers);
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  if (answer.status !== 204 && answer.status !== 304) {
    headers.push("Content-Type", answer.type ?? "application/json", "Content-Length", String(length));
  }
  const early = !req.complete && call.hasBody;
  if (early) headers.push("Connection", "close");
  res.writeHead(answer.status, headers);
  const sent = req.method === "HEAD" ? "" : body;
  if (!early) {
    // A text without a letter beyond ASCII is written as Latin-1, which is the same bytes at a third of the cost.
    if (typeof sent === "string") res.end(sent, sent.length === length ? "latin1" : "utf8");
    else res.end(sent);
    endSlowReading(res);
    return;
  }
  // Closing while the other side still sends would reset the connection and lose the answer on its way.
  if (sent.length > 0) res.write(sent);
  else res.flushHeaders();
  // Whoever was too slow once is not waited for again.
  if (answer.status === 408) res.end();
  else linger(req, () => res.end());
}

/** Ends the connection of whoever does not take its answer: what is not taken lies in our memory. */
function endSlowReading(res: ServerResponse): void {
  if (res.writableLength === 0) return;
  const timer = setTimeout(() => res.destroy(), longestReading);
  res.once("close", () => clearTimeout(timer));
}

function linger(req: IncomingMessage, done: () => void): void {
  const finish = () => {
    clearTimeout(timer);
    req.off("end", finish);
    req.off("close", finish);
    done();
  };
  const timer = setTimeout(finish, longestLinger);
  req.once("end", finish);
  req.once("close", finish);
  req.resume();
}
