import type { IncomingMessage, ServerResponse } from "node:http";
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
  if (!/^100-continue$/i.test(req.headers.expect ?? "100-continue")) return malformed("Expect header");
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

/** Milliseconds in which a refused peer may read its answer. */
const longestGoodbye = 500;

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

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
  if (hasBegun(socket)) {
    // An answer is on its way: a second one would be read as part of it, or as the next request's.
    socket.destroySoon();
    return;
  }
  const problem = new ProblemError(parserProblems[error.code ?? ""] ?? "invalid_request");
  const body = JSON.stringify(problemDocument(problem, requestId));
  socket.end(
    `HTTP/1.1 ${problem.status} ${reasons[problem.status] ?? "Error"}\r\nContent-Type: ${problemType}\r\n` +
      `X-Request-Id: ${requestId}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // Whoever was too slow is not waited for again. Others are given a moment to read why they are refused: it ends
  // by the clock, because a peer that goes on sending would keep an idle timeout from ever coming.
  if (problem.code === "body_timeout") socket.destroySoon();
  else setTimeout(() => socket.destroy(), longestGoodbye).unref();
}

/** Whether an answer has been begun on this connection. Node's own name for it, for want of a public one. */
function hasBegun(socket: Socket): boolean {
  const { _httpMessage: message } = socket as Socket & { _httpMessage?: ServerResponse | null };
  return message?.headersSent === true;
}
