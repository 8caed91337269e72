import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { ProblemCode } from "@osigu-preauth/shared";
import { problemDocument, problemType } from "../problem/problem-document.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Pairs of name and value; a browser sends some 20. */
const mostHeaders = 100;
/** Characters. Our longest real address has some 300. */
const longestAddress = 2_048;

/** What is wrong with a request before anything of it is looked at; undefined when nothing is. */
export function misframed(req: IncomingMessage): ProblemError | undefined {
  const { rawHeaders, url = "" } = req;
  if (rawHeaders.length > mostHeaders * 2) return new ProblemError("headers_too_large");
  if (url.charCodeAt(0) !== 47 || url.length > longestAddress) return malformed("address");
  if (req.method === "TRACE" || req.method === "CONNECT") return new ProblemError("method_not_allowed");
  let hosts = 0;
  let authorizations = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === "host") hosts += 1;
    else if (name.length === 13 && name.toLowerCase() === "authorization") authorizations += 1;
  }
  if (hosts !== 1) return malformed("Host header");
  // Which of two would hold depends on who reads them.
  if (authorizations > 1) return malformed("Authorization header");
  return undefined;
}

function malformed(what: string): ProblemError {
  return new ProblemError("invalid_request", { detail: `The request's ${what} is not valid.` });
}

const parserProblems: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "body_timeout",
};

/** Answers bytes that are no HTTP, or did not come in time, and ends their connection. */
export function refuseBytes(error: Error & { code?: string }, socket: Socket, requestId: string): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const problem = new ProblemError(parserProblems[error.code ?? ""] ?? "invalid_request");
  const body = JSON.stringify(problemDocument(problem, requestId));
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\nContent-Type: ${problemType}\r\nX-Request-Id: ${requestId}\r\n` +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // Whoever does not read its answer is not waited for.
  socket.setTimeout(2_000, () => socket.destroy());
}
