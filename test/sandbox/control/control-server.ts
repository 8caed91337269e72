import { createServer, type IncomingMessage, type Server } from "node:http";
import { notFound, refuse } from "../http/answer.ts";
import type { Operation } from "../http/call.ts";
import { makeRouter } from "../http/router.ts";
import { writeAnswer } from "../http/write-answer.ts";

/** The port that tests steer the sandbox by. It takes no token, so it is only ever on the machine itself. */
export function makeControlServer(operations: Operation[]): Server {
  const route = makeRouter(operations);
  const answerTo = async (request: IncomingMessage) => {
    const url = new URL(request.url ?? "/", "http://control.invalid");
    if (!isLocal(request.headers.host)) return refuse(403, "FOREIGN_HOST", "Call it by 127.0.0.1");
    const match = route(request.method ?? "GET", url.pathname);
    if (!match.found) return notFound("Resource");
    return match.operation.handle({
      request,
      params: match.params,
      query: url.searchParams,
      token: undefined,
    });
  };
  return createServer(async (request, response) => {
    try {
      const { status, headers, bytes } = writeAnswer(await answerTo(request));
      response.writeHead(status, headers).end(bytes);
    } catch (error) {
      console.error("The control port failed", error);
      response.writeHead(500).end();
    }
  });
}

/** A page of the web that has its own name point to this machine is not let in. */
const isLocal = (host: string | undefined) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? "");
