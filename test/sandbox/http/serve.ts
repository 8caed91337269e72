import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { CallLog, CallRecord } from "../record/call-log.ts";
import { checkBearer } from "../tokens/bearer.ts";
import type { TokenStore } from "../tokens/token-store.ts";
import { type Answer, notFound, refuse } from "./answer.ts";
import type { Operation } from "./call.ts";
import { makeRouter } from "./router.ts";

export type ServeParts = { operations: Operation[]; tokens: TokenStore; calls: CallLog };

/** The API's own HTTP server. Each request is found, let in, carried out, recorded and answered. */
export function makeApiServer(parts: ServeParts): Server {
  const route = makeRouter(parts.operations);
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://sandbox.invalid");
    const method = request.method ?? "GET";
    const match = route(method, url.pathname);
    const name = match.found ? match.operation.name : "unknown";
    const record = parts.calls.open(name, method, url.pathname);
    response.on("close", () => {
      record.aborted = !response.writableFinished;
    });
    const work = match.found
      ? carryOut(match.operation, { request, params: match.params, query: url.searchParams }, parts)
      : Promise.resolve(nowhere(match.allowed));
    work
      .then((answer) => send(request, response, answer, record))
      .catch((error) => fail(request, response, error));
  });
}

async function carryOut(
  operation: Operation,
  call: { request: IncomingMessage; params: Record<string, string>; query: URLSearchParams },
  { tokens }: ServeParts,
): Promise<Answer> {
  if (operation.authority === undefined) return operation.handle({ ...call, token: undefined });
  const bearer = checkBearer(call.request.headers.authorization, operation.authority, tokens);
  return bearer.ok ? operation.handle({ ...call, token: bearer.token }) : bearer.answer;
}

const nowhere = (allowed: string[]): Answer =>
  allowed.length === 0
    ? notFound("Resource")
    : { ...refuse(405, "METHOD_NOT_ALLOWED", "Method Not Allowed"), headers: { allow: allowed.join(", ") } };

/** Headers of the kind that real gateways add and that must not travel on. */
const gatewayHeaders = {
  server: "ARC sandbox (test equipment)",
  "set-cookie": "arc_sandbox_node=a1; Path=/; HttpOnly",
  "x-osigu-node": "sandbox-a1",
};

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, record: CallRecord): void {
  record.status = answer.status;
  const bytes = answer.body === undefined ? undefined : Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...gatewayHeaders,
    ...(bytes && { "content-type": "application/json", "content-length": bytes.length }),
    ...answer.headers,
  });
  response.end(bytes);
  if (!request.complete) request.resume();
}

/** A caller that left gets nothing; anything else is a mistake of the sandbox, said aloud. */
function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !request.complete) return;
  console.error("The ARC sandbox failed", error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
