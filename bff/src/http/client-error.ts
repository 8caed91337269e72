import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ProblemCode } from "@osigu-preauth/shared";
import { problemDocument, problemType } from "../problem/problem-document.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Milliseconds in which a refused client may read its answer. */
const closeDelay = 500;

const parserProblems: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "body_timeout",
};

/** Answers bytes that are not HTTP, or that did not arrive in time, and closes the connection. */
export function handleClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  if (hasResponseStarted(socket)) {
    // A second response would be read as part of the first, or as the answer to the next request.
    socket.destroySoon();
    return;
  }
  const problem = new ProblemError(parserProblems[error.code ?? ""] ?? "invalid_request");
  const requestId = randomUUID();
  const body = JSON.stringify(problemDocument(problem, requestId));
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: ${problemType}\r\n` +
      `X-Request-Id: ${requestId}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // A client that was too slow gets no more time. For others the delay is a fixed one: an idle timeout would never
  // come while the client goes on sending.
  if (problem.code === "body_timeout") socket.destroySoon();
  else setTimeout(() => socket.destroy(), closeDelay).unref();
}

/** Node has no public name for the response that a socket carries. */
function hasResponseStarted(socket: Socket): boolean {
  const { _httpMessage: message } = socket as Socket & { _httpMessage?: ServerResponse | null };
  return message?.headersSent === true;
}
